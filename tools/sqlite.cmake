# SQLite: the public-domain amalgamation out of the pinned npm tarball, checksum kept.
# Why: Debian 12's 3.40.1 has open holes and a WAL bug mended in 3.51.3. docs/decisions/0004-sqlite.md
set(sqlite_package better-sqlite3@13.2.0)
set(sqlite_sha256 40487589df3496f2ee0079d22b73c63fccebe7db0e8ee9a2c42421861e321e0b)
set(sqlite_dir ${CMAKE_SOURCE_DIR}/build/sqlite)
set(sqlite_tarball ${sqlite_dir}/better-sqlite3-13.2.0.tgz)

if(NOT EXISTS ${sqlite_dir}/sqlite3.c)
  file(MAKE_DIRECTORY ${sqlite_dir})
  if(NOT EXISTS ${sqlite_tarball})
    message(STATUS "fetching SQLite's source (${sqlite_package} from npm)")
    execute_process(
      COMMAND npm pack --silent --ignore-scripts --fetch-retries=1 --fetch-timeout=60000 ${sqlite_package}
      WORKING_DIRECTORY ${sqlite_dir} OUTPUT_QUIET RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "could not fetch ${sqlite_package}; with no npm, configure with -DRAPPORT_DEBIAN_SQLITE=ON")
    endif()
  endif()
  file(SHA256 ${sqlite_tarball} got)
  if(NOT got STREQUAL sqlite_sha256)
    message(FATAL_ERROR "${sqlite_tarball}: sha256 is ${got}, not ${sqlite_sha256}")
  endif()
  execute_process(COMMAND tar xzf ${sqlite_tarball} --strip-components=3
    package/deps/sqlite3/sqlite3.c package/deps/sqlite3/sqlite3.h
    WORKING_DIRECTORY ${sqlite_dir} COMMAND_ERROR_IS_FATAL ANY)
endif()

add_library(sqlite STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(sqlite SYSTEM PUBLIC ${sqlite_dir})
target_compile_definitions(sqlite PRIVATE SQLITE_DQS=0 SQLITE_THREADSAFE=2 SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_SHARED_CACHE SQLITE_USE_ALLOCA SQLITE_ENABLE_FTS5)
target_compile_options(sqlite PRIVATE -w -O2)
