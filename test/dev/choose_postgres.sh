# shellcheck shell=bash
# Which PostgreSQL: PG_CONFIG= names one, PG= a packaged major version, else the newest there is.

oldest_major=15
packaged_root=/usr/lib/postgresql

pg_config=
pg_major=
pg_bindir=
pg_origin=

# Sets pg_config, pg_major and pg_origin; pg_bindir too, which may still have to be installed.
choose_postgres() {
	if [ -n "${PG_CONFIG:-}" ]; then
		choose_by_pg_config
	else
		choose_packaged
	fi
	[ "$pg_major" -ge "$oldest_major" ] ||
		fail "PostgreSQL $pg_major is too old, $oldest_major or newer is needed"
}

choose_by_pg_config() {
	pg_config=$(command -v "$PG_CONFIG") || fail "PG_CONFIG=$PG_CONFIG is no program"
	pg_config=$(realpath -s "$pg_config")
	pg_major=$(major_of "$pg_config")
	[ "${PG:-$pg_major}" = "$pg_major" ] || fail "PG=$PG, but $pg_config belongs to PostgreSQL $pg_major"
	pg_bindir=$("$pg_config" --bindir)
	pg_origin=$pg_bindir
}

major_of() {
	"$1" --version | sed 's/^PostgreSQL \([0-9]*\).*/\1/'
}

choose_packaged() {
	pg_origin=installed
	pg_major=${PG:-$(newest_installed)}
	if [ ! -x "$packaged_root/$pg_major/bin/postgres" ]; then
		choose_offered
	fi
	pg_bindir=$packaged_root/$pg_major/bin
	pg_config=$pg_bindir/pg_config
}

newest_installed() {
	local program
	for program in "$packaged_root"/*/bin/postgres; do
		if [ -x "$program" ]; then
			basename "${program%/bin/postgres}"
		fi
	done | newest
}

choose_offered() {
	local offered
	command -v apt-get >/dev/null ||
		fail "no packaged PostgreSQL here and no apt-get to install one; name yours by PG_CONFIG=/path/pg_config"
	update_package_lists
	offered=$(apt-cache search --names-only '^postgresql-[0-9]+$' | sed 's/^postgresql-\([0-9]*\) .*/\1/' | sort -n)
	pg_major=${PG:-$(newest <<<"$offered")}
	grep -qx "$pg_major" <<<"$offered" || fail "apt offers no PostgreSQL ${PG:-}; it offers: ${offered//$'\n'/, }; PG_CONFIG= names one from elsewhere"
	pg_origin='from apt'
}

newest() {
	sort -n | tail -n 1
}

# The first line of each target that uses a server.
say_postgres() {
	local version=$pg_major
	if [ -x "$pg_config" ]; then
		version=$("$pg_config" --version | sed 's/^PostgreSQL //')
	fi
	say "PostgreSQL $version ($pg_origin)"
}
