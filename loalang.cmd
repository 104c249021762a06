@echo off
rem Starts Loa Lang on Windows: finds a Python 3 and hands everything on to scripts\run.py.
rem Jumps instead of blocks: a bracket in an argument would end a block.
setlocal
py -3 -c "" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "import sys; sys.exit(sys.version_info[0] < 3)" >nul 2>nul
if not errorlevel 1 goto plain
echo Chua co Python 3: hay cai Python 3.11 tro len tu python.org roi chay lai. / Python 3 is missing: install Python 3.11 or newer. 1>&2
exit /b 3

:launcher
py -3 "%~dp0scripts\run.py" %*
exit /b %errorlevel%

:plain
python "%~dp0scripts\run.py" %*
exit /b %errorlevel%
