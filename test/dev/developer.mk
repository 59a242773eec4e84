# The targets for people; each is one script of this folder.

other_goals = $(filter-out $(DEVELOPER_GOALS),$(MAKECMDGOALS))
ifneq ($(other_goals),)
$(error call $(other_goals) and $(filter $(DEVELOPER_GOALS),$(MAKECMDGOALS)) one after the other)
endif

scripts := $(dir $(lastword $(MAKEFILE_LIST)))

# As typed: a $ in a path stays a $.
export SQLITE_FDW_SOURCE := $(value DB)

.PHONY: $(DEVELOPER_GOALS)
.NOTPARALLEL:

help:
	@echo 'make migrate DB=/path/app.db  copy a SQLite file into a private PostgreSQL (without DB=: a sample)'
	@echo 'make stop                     stop the private PostgreSQL'
	@echo 'make destroy                  remove the private PostgreSQL and its data, after asking (YES=1: without)'
	@echo 'make test [TESTS="a b"]       run the tests on a temporary PostgreSQL'
	@echo 'make test-all                 run them also on the PostgreSQL of newer Debian suites'
	@echo 'make soak                     cancels, writers and crashes at length, then random queries for SOAK_MINUTES (60)'
	@echo 'make bench                    measure on a temporary PostgreSQL'
	@echo 'make growth                   measure from 10,000 rows to 20 million'
	@echo 'make instructions             count the instructions that a row costs, against the figures kept'
	@echo 'make lint                     compile with every warning as an error, check the scripts'
	@echo 'make analyze                  look for bugs with gcc -fanalyzer, scan-build and cppcheck'
	@echo 'make help                     these lines'
	@echo 'For each: PG=16 chooses the PostgreSQL, PG_CONFIG=/path/pg_config one that no package brought.'
	@echo 'For packagers: make, make install, make installcheck, make clean, make uninstall.'

migrate:
	@bash $(scripts)migrate.sh

stop:
	@bash $(scripts)stop.sh

destroy:
	@bash $(scripts)destroy.sh

test:
	@ASSERTIONS=on bash $(scripts)with_server.sh bash test/dev/run_tests.sh

test-all:
	@bash $(scripts)test_all.sh

soak:
	@bash $(scripts)with_server.sh bash test/dev/soak.sh

bench:
	@SQLITE_FDW_SERVER_CONF= bash $(scripts)with_server.sh bash test/bench/bench.sh

growth:
	@SQLITE_FDW_SERVER_CONF= bash $(scripts)with_server.sh bash test/bench/growth.sh

instructions:
	@bash $(scripts)instructions.sh

lint:
	@bash $(scripts)lint.sh

analyze:
	@bash $(scripts)analyze.sh
