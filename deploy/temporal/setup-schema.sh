#!/bin/sh
# Creates Temporal's two databases and brings their schemas up to the server's version. Harmless to repeat.
# Environment: SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD, SQL_PLUGIN, which temporal-sql-tool reads by itself.
set -eu

schemas=/etc/temporal/schema/postgresql/v12

prepare() {
  database=$1
  schema=$2
  temporal-sql-tool --db "$database" create
  # the version table only; does nothing where the schema is newer already
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema -d "$schemas/$schema/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
echo 'Temporal schemas are up to date.'
