@echo off
rem Windows has no python3: find the launcher or python itself, and hand everything over.
where py >nul 2>nul
if %errorlevel%==0 (
  py -3 "%~dp0scripts\run.py" %*
) else (
  python "%~dp0scripts\run.py" %*
)
exit /b %errorlevel%
