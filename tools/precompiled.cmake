# What nearly every file reads first, compiled once a target: more than half of a build's time was spent on
# reading the same headers. The build by g++ goes without (RAPPORT_PRECOMPILED=OFF), so that a file which
# forgets an #include does not pass.
option(RAPPORT_PRECOMPILED "precompile the headers that most files read" ON)

set(headers_everywhere <algorithm> <array> <atomic> <chrono> <cmath> <compare> <cstdint> <cstring> <functional> <map>
  <memory> <mutex> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
  <fmt/core.h> <tl/expected.hpp>)
set(headers_of_app src/app/app.h)
set(headers_of_api src/api/route.h)
set(headers_of_cli src/cli/command.h)
set(headers_of_whole src/app/app.h)

# precompile(TARGET LAYER HEADER…): beside those of everywhere and of the layer.
function(precompile target layer)
  if(NOT RAPPORT_PRECOMPILED)
    return()
  endif()
  set(headers ${headers_everywhere} ${headers_of_${layer}} ${ARGN})
  list(TRANSFORM headers REPLACE "^src/" "${CMAKE_SOURCE_DIR}/src/")
  target_precompile_headers(${target} PRIVATE ${headers})
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")  # ccache wants it so
  endif()
endfunction()
