# The page of `chartgap serve`, tools/page/dist/page.html. It stands in the tree as it is built, so that nobody needs Node to build chartgap.
# Where Node and the packages of package-lock.json are at hand (`npm ci --prefix tools/page`), the build makes it anew when its sources change.
set(PAGE ${CMAKE_SOURCE_DIR}/tools/page/dist/page.html)
find_program(NODE node)
if(NODE AND EXISTS ${CMAKE_SOURCE_DIR}/tools/page/node_modules/esbuild)
  file(GLOB PAGE_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/page/src/*.ts ${CMAKE_SOURCE_DIR}/corpus/cases/sample/*.txt)
  add_custom_command(
    OUTPUT ${PAGE}
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/page/build.mjs
    DEPENDS ${PAGE_SOURCES} ${CMAKE_SOURCE_DIR}/tools/page/page.html ${CMAKE_SOURCE_DIR}/tools/page/page.css ${CMAKE_SOURCE_DIR}/tools/page/build.mjs
    VERBATIM)
endif()
add_custom_target(page DEPENDS ${PAGE})
