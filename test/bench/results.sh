# shellcheck shell=bash
# What was measured becomes lines with a goal: they are collected, printed as a table and written as CSV.

# Each line: what, against, goal, measured, met, ours, reference, unit, spread of ours and of the reference in %.
results=()
result_columns='what,against,goal,measured,met,ours,reference,unit,ours_spread_percent,reference_spread_percent'

# compare WHAT AGAINST FACTOR OURS REFERENCE: runs both commands, which print seconds; the goal is FACTOR times the reference,
# none if that is empty. They take turns, so that a machine growing slower slows both sides.
compare() {
	local what=$1 against=$2 factor=$3 ours=$4 reference=$5
	take_turns "$what, against $against" "$ours" "$reference"
	add_result "$what" "$against" s "$factor" 0
}

# take_turns WHAT OURS REFERENCE: sets our_values and their_values, what each command printed in RUNS runs.
take_turns() {
	local what=$1 ours=$2 reference=$3 value run

	say "measuring $what"
	our_values=()
	their_values=()
	for ((run = 0; run < runs; run++)); do
		value=$($ours)
		our_values+=("$value")
		value=$($reference)
		their_values+=("$value")
	done
}

# add_result WHAT AGAINST UNIT FACTOR PLUS: of our_values and their_values. The goal is FACTOR times the reference and PLUS units
# of it; if there are such units, what was measured is given as what is above FACTOR times the reference.
add_result() {
	local ours theirs

	ours=$(median_and_spread "${our_values[@]}")
	theirs=$(median_and_spread "${their_values[@]}")
	results+=("$(awk -v OFS='\t' -v what="$1" -v against="$2" -v unit="$3" -v factor="$4" -v plus="$5" '
		function number(value) { return sprintf("%.*f", unit == "s" ? 4 : 0, value) }
		{
			met = (factor == "") ? "" : ($1 <= factor * $3 + plus) ? "yes" : "no"
			if (plus > 0) {
				times = (factor == 1) ? "" : sprintf("%.2f ", factor)
				goal = sprintf("%s%+d %s", times, plus, unit)
				measured = sprintf("%s%+d %s", times, $1 - factor * $3, unit)
			} else {
				goal = (factor == "") ? "" : sprintf("%.2f", factor)
				measured = ($3 > 0) ? sprintf("%.2f", $1 / $3) : ""
			}
			print what, against, goal, measured, met, number($1), number($3), unit, $2, $4
		}' <<<"$ours $theirs")")
}

# add_limit WHAT UNIT MOST: of our_values alone, which may be MOST.
add_limit() {
	local ours

	ours=$(median_and_spread "${our_values[@]}")
	results+=("$(awk -v OFS='\t' -v what="$1" -v unit="$2" -v most="$3" '{
		print what, "", most " " unit, sprintf("%.0f %s", $1, unit), ($1 <= most) ? "yes" : "no", sprintf("%.0f", $1), "", unit, $2, ""
	}' <<<"$ours")")
}

# add_note WHAT AGAINST GOAL NOTE: what could not be measured, and why.
add_note() {
	results+=("$1"$'\t'"$2"$'\t'"$3"$'\t'"$4"$'\t\t\t\t\t\t')
}

# Prints the median of the numbers and how far apart the outermost are, in % of it.
median_and_spread() {
	printf '%s\n' "$@" | sort -n | awk '
		{ v[NR] = $1 }
		END {
			median = (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2
			spread = (median > 0) ? 100 * (v[NR] - v[1]) / median : 0
			printf "%s %.0f\n", median, spread
		}'
}

print_results() {
	printf 'what\tagainst\tgoal\tmeasured\tmet\tours\treference\tunit\t+-%%\t+-%%\n%s\n' "$(printf '%s\n' "${results[@]}")" |
		awk -F '\t' '{ printf "%-52s  %-34s  %13s  %16s  %-3s  %10s  %10s  %-3s  %4s  %4s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 }'
}

# write_csv FILE: each line with the size it was measured at.
write_csv() {
	{
		echo "postgresql,sqlite,narrow_rows,wide_rows,runs,clock,$result_columns"
		printf '%s\n' "${results[@]}" | awk -F '\t' -v OFS=, -v size="$postgresql,$sqlite,$narrow_rows,$wide_rows,$runs,$BENCH_CLOCK" '
			{ for (i = 1; i <= 4; i++) $i = "\"" $i "\""; print size, $0 }'
	} >"$1"
}
