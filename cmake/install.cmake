# What `cmake --install` puts where: the program and its module, its forms and fonts, its manual in both languages, and the shells'
# completions, which the program itself prints out of its option table.
install(TARGETS banxin RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS banxin_record LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/banxin)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/layouts/ DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin/layouts
  FILES_MATCHING PATTERN "*.json")
# The faces that stand beside the list are found by it, so they go along, each licence with them.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/fonts/ DESTINATION ${CMAKE_INSTALL_DATADIR}/banxin/fonts
  FILES_MATCHING PATTERN "*.json" PATTERN "*.otf" PATTERN "*.ttf" PATTERN "*.ttc" PATTERN "*COPYING*" PATTERN ".*" EXCLUDE)
install(FILES ${CMAKE_SOURCE_DIR}/docs/banxin.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_SOURCE_DIR}/docs/banxin.zh_CN.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1 RENAME banxin.1)

# The references of data, form and checks, and reports to try them with.
install(FILES ${CMAKE_SOURCE_DIR}/docs/data.md ${CMAKE_SOURCE_DIR}/docs/form.md ${CMAKE_SOURCE_DIR}/docs/check.md ${CMAKE_SOURCE_DIR}/docs/batch.md
  ${CMAKE_SOURCE_DIR}/docs/checks.md ${CMAKE_SOURCE_DIR}/docs/checks-model-report.md ${CMAKE_SOURCE_DIR}/docs/archive.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/fonts/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME fonts.md)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/input/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/input
  FILES_MATCHING PATTERN "*.json" PATTERN ".*" EXCLUDE)

set(completions ${CMAKE_BINARY_DIR}/completions)
foreach(shell bash zsh)
  install(CODE "
    file(MAKE_DIRECTORY ${completions})
    execute_process(COMMAND $<TARGET_FILE:banxin> --completion ${shell} OUTPUT_FILE ${completions}/${shell}
      COMMAND_ERROR_IS_FATAL ANY)")
endforeach()
install(FILES ${completions}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME banxin)
install(FILES ${completions}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _banxin)
