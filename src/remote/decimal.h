/*-------------------------------------------------------------------------
 *
 * decimal.h
 *	  Decimal numbers of few digits.
 *
 * IDENTIFICATION
 *	  src/remote/decimal.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DECIMAL_H
#define SQF_DECIMAL_H

/* digits / 10^scale */
typedef struct SqfDecimal
{
	int64		digits;
	int			scale;
} SqfDecimal;

/* More digits are for PostgreSQL's own functions. */
#define SQF_DECIMAL_DIGITS	18
#define SQF_DECIMAL_SCALE	36

/* What sqf_decimal_write fills at most. */
#define SQF_DECIMAL_SIZE	32

extern const char *sqf_decimal_scan(const char *text, SqfDecimal *decimal);
extern int64 sqf_decimal_power(int exponent);
extern int	sqf_decimal_write(const SqfDecimal *decimal, char *to);
extern Datum sqf_decimal_to_numeric(const SqfDecimal *decimal);

#endif							/* SQF_DECIMAL_H */
