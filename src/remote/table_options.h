/*-------------------------------------------------------------------------
 *
 * table_options.h
 *	  What a CREATE TABLE of SQLite says after its columns.
 *
 * IDENTIFICATION
 *	  src/remote/table_options.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef SQF_TABLE_OPTIONS_H
#define SQF_TABLE_OPTIONS_H

extern void sqf_table_options_parse(const char *sql, bool *strict,
									bool *without_rowid);

#endif							/* SQF_TABLE_OPTIONS_H */
