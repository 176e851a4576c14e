# The word vectors of src/match: out of a pinned npm tarball and Debian's thesauri, one file of 13 MB. docs/decisions/0021-matching.md
# All build folders share build/match: the first one makes the file, under a lock; the others find it made.
# Without the tarball the build goes on, and says so: the matcher then knows stems and its lexicon alone.
set(vectors_out ${CMAKE_SOURCE_DIR}/build/match)
file(MAKE_DIRECTORY ${vectors_out})
file(GLOB lexicon_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/match/lexicon/*.txt)
add_custom_command(
  OUTPUT ${CMAKE_BINARY_DIR}/gen/vectors.stamp
  BYPRODUCTS ${vectors_out}/match-en.bin
  COMMAND ${FLOCK} ${vectors_out}/lock ${CMAKE_SOURCE_DIR}/tools/vectors.sh ${CMAKE_SOURCE_DIR} ${vectors_out}
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/gen/vectors.stamp
  DEPENDS ${lexicon_files} ${CMAKE_SOURCE_DIR}/tools/make_vectors.py ${CMAKE_SOURCE_DIR}/tools/vectors.sh
  COMMENT "the word vectors"
  VERBATIM)
add_custom_target(vectors ALL DEPENDS ${CMAKE_BINARY_DIR}/gen/vectors.stamp)
