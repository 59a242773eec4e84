/*-------------------------------------------------------------------------
 *
 * decimal.c
 *	  Decimal numbers of few digits become numerics in the form that tables
 *	  store.
 *
 * Most numbers are short.  PostgreSQL's functions take them through variables
 * for numbers of any length, which costs ten times as much; what is stored is
 * simple, and the same in every version, since upgrades keep it.
 *
 * IDENTIFICATION
 *	  src/remote/decimal.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "remote/decimal.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* The header of a numeric in its short form. */
#define SHORT_FORM			0x8000
#define SHORT_NEGATIVE		0x2000
#define SHORT_SCALE_SHIFT	7
#define SHORT_WEIGHT_MASK	0x7F	/* two's complement */

/* Its digits, of base 10000. */
#define GROUP_DIGITS		4
#define GROUP_BASE			10000
#define MAX_GROUPS			(SQF_DECIMAL_DIGITS / GROUP_DIGITS + 2)

typedef struct ShortNumeric
{
	int32		vl_len_;
	uint16		header;
	int16		groups[MAX_GROUPS];
} ShortNumeric;

StaticAssertDecl(sizeof(ShortNumeric) <= SQF_DECIMAL_SIZE,
				 "a short numeric is longer than its buffers");

/*
 * sqf_decimal_power returns ten to the power of exponent, which is at most
 * SQF_DECIMAL_DIGITS.
 */
int64
sqf_decimal_power(int exponent)
{
	static const int64 powers[SQF_DECIMAL_DIGITS + 1] = {
		INT64CONST(1),
		INT64CONST(10),
		INT64CONST(100),
		INT64CONST(1000),
		INT64CONST(10000),
		INT64CONST(100000),
		INT64CONST(1000000),
		INT64CONST(10000000),
		INT64CONST(100000000),
		INT64CONST(1000000000),
		INT64CONST(10000000000),
		INT64CONST(100000000000),
		INT64CONST(1000000000000),
		INT64CONST(10000000000000),
		INT64CONST(100000000000000),
		INT64CONST(1000000000000000),
		INT64CONST(10000000000000000),
		INT64CONST(100000000000000000),
		INT64CONST(1000000000000000000)
	};

	return powers[exponent];
}

/*
 * sqf_decimal_scan reads [-] digits [. digits] at the beginning of a terminated
 * text, and returns where it ends; NULL if there is none, or one that is too
 * long.
 */
const char *
sqf_decimal_scan(const char *text, SqfDecimal *decimal)
{
	bool		is_negative = *text == '-';
	const char *begin = text + is_negative;
	const char *point = NULL;
	const char *p;
	uint64		digits = 0;
	int			count;

	for (p = begin; p - begin <= SQF_DECIMAL_DIGITS + 1; p++)
	{
		if (*p >= '0' && *p <= '9')
			digits = digits * 10 + (*p - '0');
		else if (*p == '.' && point == NULL)
			point = p;
		else
			break;
	}
	count = p - begin - (point != NULL);
	if (count == 0 || count > SQF_DECIMAL_DIGITS || point == begin ||
		point == p - 1)
		return NULL;
	decimal->digits = is_negative ? -(int64) digits : (int64) digits;
	decimal->scale = point == NULL ? 0 : p - 1 - point;
	return p;
}

/*
 * sqf_decimal_write makes a numeric of the decimal at an address that is aligned
 * as an int, where SQF_DECIMAL_SIZE bytes are free, and returns its size.  Its
 * scale is at most SQF_DECIMAL_SCALE.
 */
int
sqf_decimal_write(const SqfDecimal *decimal, char *to)
{
	ShortNumeric *numeric = (ShortNumeric *) to;
	uint64		rest = decimal->digits < 0 ? -decimal->digits : decimal->digits;
	int			odd_digits = decimal->scale % GROUP_DIGITS;
	int			fraction = (decimal->scale + GROUP_DIGITS - 1) / GROUP_DIGITS;
	int16		groups[MAX_GROUPS];
	int			from = MAX_GROUPS;
	int			end = MAX_GROUPS;
	int			weight;
	int			size;

	/* groups begin at the point */
	if (odd_digits > 0)
	{
		uint64		unit = sqf_decimal_power(odd_digits);

		groups[--from] = rest % unit * sqf_decimal_power(GROUP_DIGITS - odd_digits);
		rest /= unit;
	}
	for (; rest > 0; rest /= GROUP_BASE)
		groups[--from] = rest % GROUP_BASE;

	weight = end - from - fraction - 1;
	while (end > from && groups[end - 1] == 0)
		end--;
	if (end == from)
		weight = 0;

	numeric->header = SHORT_FORM | decimal->scale << SHORT_SCALE_SHIFT |
		(weight & SHORT_WEIGHT_MASK) | (decimal->digits < 0 ? SHORT_NEGATIVE : 0);
	memcpy(numeric->groups, &groups[from], (end - from) * sizeof(int16));
	size = offsetof(ShortNumeric, groups) + (end - from) * sizeof(int16);
	SET_VARSIZE(numeric, size);
	return size;
}

/*
 * sqf_decimal_to_numeric returns the decimal as a numeric, allocated in the
 * current memory context.  Its scale is at most SQF_DECIMAL_SCALE.
 */
Datum
sqf_decimal_to_numeric(const SqfDecimal *decimal)
{
	char	   *numeric = palloc(SQF_DECIMAL_SIZE);

	(void) sqf_decimal_write(decimal, numeric);
	return PointerGetDatum(numeric);
}
