# SPDX-FileCopyrightText: 2026 The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages, flags, and the three functions every folder uses: postern_library, postern_program, postern_test.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# Programs meet in one folder, so that they and the scripts find each other; tests stay where they are built.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# The module that is opened by its name lies there too, or in a folder of its own where Postern is installed.
set(CMAKE_BUILD_RPATH "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/postern")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(POSTERN_CCACHE ccache)
if(POSTERN_CCACHE)
  # Precompiled headers need the sloppiness; without it ccache never hits on the torch files.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${POSTERN_CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_package(Threads REQUIRED)
if(NOT POSTERN_BUILD_FUZZERS)
  find_package(OpenMP REQUIRED)
  find_package(Torch REQUIRED)
endif()
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(tl-expected REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(ZLIB REQUIRED)
find_library(POSTERN_PCRE2 pcre2-8 REQUIRED)
find_library(POSTERN_SENTENCEPIECE sentencepiece REQUIRED)
if(POSTERN_BUILD_GUI AND NOT POSTERN_BUILD_FUZZERS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg PrintSupport LinguistTools)
  find_package(QCustomPlotQt6 REQUIRED)
endif()
if(POSTERN_BUILD_TESTS AND NOT POSTERN_BUILD_FUZZERS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
endif()

add_library(postern_flags INTERFACE)
target_include_directories(postern_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(postern_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<BOOL:${POSTERN_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns about std::string's own operator+ (GCC bug 105651).
  target_compile_options(postern_flags INTERFACE -Wno-restrict)
endif()
target_compile_definitions(postern_flags INTERFACE POSTERN_VERSION="${PROJECT_VERSION}")
if(POSTERN_SANITIZE)
  target_compile_options(postern_flags INTERFACE -fsanitize=${POSTERN_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(postern_flags INTERFACE -fsanitize=${POSTERN_SANITIZE})
  target_compile_definitions(postern_flags INTERFACE POSTERN_SANITIZED)
endif()

# libtorch's own headers are not ours to warn about, and its imported target adds flags we set ourselves.
if(NOT POSTERN_BUILD_FUZZERS)
  add_library(postern_torch INTERFACE)
  target_include_directories(postern_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
  target_link_libraries(postern_torch INTERFACE ${TORCH_LIBRARIES} OpenMP::OpenMP_CXX)
endif()

# postern_library(NAME DEPENDS target… [QT]): every .cpp of the folder (and, with QT, of its subfolders).
function(postern_library name)
  cmake_parse_arguments(ARG "QT" "" "DEPENDS" ${ARGN})
  if(ARG_QT)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "*.cpp" "*.h")
  else()
    file(GLOB sources CONFIGURE_DEPENDS "*.cpp" "*.h")
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC postern_flags ${ARG_DEPENDS})
  if(ARG_QT)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# postern_test(FILE.cpp DEPENDS target… [QT]): one Qt Test program, registered under its file name.
function(postern_test source)
  cmake_parse_arguments(ARG "QT" "" "DEPENDS" ${ARGN})
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} ${source})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE postern_flags ${ARG_DEPENDS} Qt6::Test)
  target_compile_definitions(${name} PRIVATE
    POSTERN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" POSTERN_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_WAIT_POLICY=passive" TIMEOUT 900)
endfunction()
