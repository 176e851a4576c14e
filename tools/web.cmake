# The web app: vite makes plain files of web/, tools/embed_web.mjs one C++ table of them. docs/decisions/0016-web.md
# All build folders share build/web: the first one makes it, under a lock; the others find it made.
find_program(NODE NAMES node nodejs REQUIRED)
find_program(NPM npm REQUIRED)
find_program(FLOCK flock REQUIRED)
set(web_out ${CMAKE_SOURCE_DIR}/build/web)
set(web_table ${web_out}/assets_table.cc)
file(MAKE_DIRECTORY ${web_out})
file(GLOB web_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.* ${CMAKE_SOURCE_DIR}/web/*/*.svelte
  ${CMAKE_SOURCE_DIR}/web/public/*)

add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/gen/web.stamp
  BYPRODUCTS ${web_table} ${web_out}/assets.bin
  COMMAND ${FLOCK} ${web_out}/lock ${NODE} ${CMAKE_SOURCE_DIR}/tools/embed_web.mjs ${CMAKE_SOURCE_DIR}/web ${web_out}
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/gen/web.stamp
  DEPENDS ${web_files} ${CMAKE_SOURCE_DIR}/tools/embed_web.mjs
  COMMENT "the web app"
  VERBATIM)
# The compiler sees no #include of the bytes.
set_source_files_properties(${web_table} PROPERTIES OBJECT_DEPENDS "${web_out}/assets.bin;${CMAKE_BINARY_DIR}/gen/web.stamp")
