# Warnings are errors; the release build is hardened; assertions guard our own bugs in every build but release.
add_library(banxin_flags INTERFACE)
target_include_directories(banxin_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(banxin_flags INTERFACE _GNU_SOURCE BANXIN_VERSION="${PROJECT_VERSION}")
target_compile_options(banxin_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla -Werror
  -fno-common -fno-strict-aliasing -fvisibility=hidden)

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(banxin_flags INTERFACE -fstack-protector-strong -fstack-clash-protection
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:POSITION_INDEPENDENT_CODE>>>:-fPIE>)
  target_compile_definitions(banxin_flags INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(banxin_flags INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie> -Wl,-z,relro,-z,now,-z,noexecstack)
  # What is shipped is optimized as a whole (banxin_whole); tests link the same objects as they are, which is quicker.
  if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_compile_options(banxin_flags INTERFACE -flto=auto -ffat-lto-objects)
  endif()
endif()
if(BANXIN_SANITIZE)
  target_compile_options(banxin_flags INTERFACE -fsanitize=${BANXIN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(banxin_flags INTERFACE -fsanitize=${BANXIN_SANITIZE})
endif()
if(BANXIN_COVERAGE)
  target_compile_options(banxin_flags INTERFACE --coverage)
  target_link_options(banxin_flags INTERFACE --coverage)
endif()
if(BANXIN_FUZZ) # guided by edges, and measured by lines: what clang compiles counts both
  target_compile_options(banxin_flags INTERFACE -fsanitize=fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(banxin_flags INTERFACE -fprofile-instr-generate)
endif()

# banxin_whole(TARGET): the program is optimized across its rooms, in the release build.
function(banxin_whole target)
  if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_link_options(${target} PRIVATE -flto=auto)
  endif()
endfunction()
