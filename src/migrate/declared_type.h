/*-------------------------------------------------------------------------
 *
 * declared_type.h
 *	  PostgreSQL's type for a type as SQLite's DDL declares it.
 *
 * IDENTIFICATION
 *	  src/migrate/declared_type.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_DECLARED_TYPE_H
#define SQF_DECLARED_TYPE_H

extern char *sqf_declared_type_translate(const char *declared, bool *known);

#endif							/* SQF_DECLARED_TYPE_H */
