# sqlite_fdw: a plain PGXS Makefile for packagers, and a door to the developer targets.
#
# make, make install, installcheck, clean and uninstall need a PostgreSQL with
# its server headers and libsqlite3, and touch neither the network nor the
# package manager. make help lists the targets for people.

DEVELOPER_GOALS = analyze bench destroy growth help instructions lint migrate soak stop test test-all

ifneq ($(filter $(DEVELOPER_GOALS),$(MAKECMDGOALS)),)

include $(dir $(lastword $(MAKEFILE_LIST)))test/dev/developer.mk

else

EXTENSION = sqlite_fdw
MODULE_big = sqlite_fdw
DATA = \
	sql/sqlite_fdw--1.1--3.0.sql \
	sql/sqlite_fdw--3.0.sql
OBJS = \
	src/exec/analyze.o \
	src/exec/blocks.o \
	src/exec/bulk_insert.o \
	src/exec/explain.o \
	src/exec/leave_out.o \
	src/exec/parallel.o \
	src/exec/params.o \
	src/exec/progress.o \
	src/exec/query.o \
	src/exec/row.o \
	src/exec/scan.o \
	src/foreign/catalog_cache.o \
	src/foreign/closest.o \
	src/foreign/column_map.o \
	src/foreign/connection.o \
	src/foreign/housekeeping.o \
	src/foreign/local_name.o \
	src/foreign/option.o \
	src/foreign/rights.o \
	src/foreign/text_set.o \
	src/migrate/build.o \
	src/migrate/build_columns.o \
	src/migrate/build_keys.o \
	src/migrate/build_step.o \
	src/migrate/build_views.o \
	src/migrate/check.o \
	src/migrate/collision.o \
	src/migrate/column_constant.o \
	src/migrate/declared_type.o \
	src/migrate/definition.o \
	src/migrate/describe.o \
	src/migrate/file_tables.o \
	src/migrate/finding.o \
	src/migrate/hold.o \
	src/migrate/import.o \
	src/migrate/infer.o \
	src/migrate/inventory.o \
	src/migrate/load.o \
	src/migrate/load_order.o \
	src/migrate/lock_room.o \
	src/migrate/match.o \
	src/migrate/migrate.o \
	src/migrate/name_hint.o \
	src/migrate/orphans.o \
	src/migrate/partner.o \
	src/migrate/per_table.o \
	src/migrate/permission.o \
	src/migrate/precheck.o \
	src/migrate/profile.o \
	src/migrate/record.o \
	src/migrate/rejected_parents.o \
	src/migrate/report_html.o \
	src/migrate/request.o \
	src/migrate/resume.o \
	src/migrate/run.o \
	src/migrate/run_sql.o \
	src/migrate/sample.o \
	src/migrate/selection.o \
	src/migrate/source_tables.o \
	src/migrate/sql_list.o \
	src/migrate/sql_parse_create.o \
	src/migrate/sql_parse_expr.o \
	src/migrate/sql_parse_select.o \
	src/migrate/sql_parser.o \
	src/migrate/staging.o \
	src/migrate/subtransaction.o \
	src/migrate/target.o \
	src/migrate/tell.o \
	src/migrate/translate.o \
	src/migrate/translate_aggregate.o \
	src/migrate/translate_arithmetic.o \
	src/migrate/translate_compare.o \
	src/migrate/translate_constant.o \
	src/migrate/translate_core.o \
	src/migrate/translate_expr.o \
	src/migrate/translate_from.o \
	src/migrate/translate_function.o \
	src/migrate/translate_json.o \
	src/migrate/translate_like.o \
	src/migrate/translate_moment.o \
	src/migrate/translate_operand.o \
	src/migrate/translate_order.o \
	src/migrate/translate_query.o \
	src/migrate/translate_random.o \
	src/migrate/translate_select.o \
	src/migrate/translate_text.o \
	src/migrate/translate_time.o \
	src/migrate/translate_typeof.o \
	src/migrate/unify.o \
	src/migrate/verify.o \
	src/migrate/verify_ask.o \
	src/migrate/verify_columns.o \
	src/migrate/verify_figures.o \
	src/migrate/verify_keys.o \
	src/migrate/verify_literal.o \
	src/migrate/verify_rows.o \
	src/migrate/verify_table.o \
	src/migrate/verify_target.o \
	src/plan/base_paths.o \
	src/plan/bulk_paths.o \
	src/plan/bulk_rules.o \
	src/plan/cost.o \
	src/plan/deparse_aggregate.o \
	src/plan/deparse_expr.o \
	src/plan/deparse_select.o \
	src/plan/deparse_value.o \
	src/plan/index_match.o \
	src/plan/join_paths.o \
	src/plan/joinable.o \
	src/plan/parameter.o \
	src/plan/partial_path.o \
	src/plan/scan_plan.o \
	src/plan/shippable.o \
	src/plan/upper_paths.o \
	src/remote/affinity.o \
	src/remote/alarm.o \
	src/remote/allowed.o \
	src/remote/authorizer.o \
	src/remote/catalog.o \
	src/remote/decimal.o \
	src/remote/error.o \
	src/remote/facts.o \
	src/remote/file_state.o \
	src/remote/guard.o \
	src/remote/handle.o \
	src/remote/index.o \
	src/remote/jsonb.o \
	src/remote/literal.o \
	src/remote/open.o \
	src/remote/path.o \
	src/remote/printf_guard.o \
	src/remote/quote.o \
	src/remote/readable.o \
	src/remote/remembered.o \
	src/remote/revisit.o \
	src/remote/row_count.o \
	src/remote/schema_text.o \
	src/remote/select.o \
	src/remote/snapshot.o \
	src/remote/sql_token.o \
	src/remote/stat1.o \
	src/remote/statement.o \
	src/remote/statement_cache.o \
	src/remote/table_options.o \
	src/remote/user_sql.o \
	src/remote/utf16.o \
	src/remote/value_in.o \
	src/remote/value_number.o \
	src/remote/value_out.o \
	src/remote/value_text.o \
	src/remote/value_time.o \
	src/sqlite_fdw.o

PG_CPPFLAGS = -I$(srcdir)/src
SHLIB_LINK = -lsqlite3

# installcheck runs every sql/NAME.sql that is no extension script, against a
# running server. The files that the tests make lie in SQLITE_FDW_TESTDIR, a
# folder that both psql's OS user and the server's OS user can read. The TAP
# files need IPC::Run and a user other than root, so they run only if asked
# for: make installcheck TAP_TESTS=1.
REGRESS = $(sort $(filter-out sqlite_fdw--%,$(basename $(notdir $(wildcard $(srcdir)/sql/*.sql)))))
REGRESS_OPTS = --encoding=UTF8 --no-locale --load-extension=sqlite_fdw
REGRESS_PREP = regress-folder
PROVE_TESTS = test/t/*.pl

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# What rooms call of each other needs no look-up by name when the library is
# loaded; PostgreSQL itself hides names from version 16 on.
ifeq ($(PORTNAME), linux)
SHLIB_LINK += -Wl,-Bsymbolic
endif

# In a build outside the tree only sources come from there: objects that an
# earlier build left beside the sources belong to that build. PGXS may have
# taken srcdir from VPATH.
srcdir := $(srcdir)
override VPATH :=
vpath %.c $(srcdir)
vpath %.control $(srcdir)

bitcode = $(OBJS:.o=.bc)

$(OBJS) $(bitcode): $(wildcard $(srcdir)/src/*.h $(srcdir)/src/*/*.h) | object-folders

.PHONY: object-folders regress-folder
object-folders:
	@mkdir -p $(sort $(dir $(OBJS)))

installcheck: export SQLITE_FDW_TESTDIR ?= /tmp/sqlite_fdw_regress.$(shell id -u)
regress-folder: export SQLITE_FDW_TESTDIR ?= /tmp/sqlite_fdw_regress.$(shell id -u)
regress-folder:
	@mkdir -p -m 755 "$$SQLITE_FDW_TESTDIR" && test -O "$$SQLITE_FDW_TESTDIR"

endif
