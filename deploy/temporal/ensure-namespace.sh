#!/bin/sh
# Creates the namespace, or sets its retention where it exists. Harmless to repeat.
# Environment: TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, which the temporal command reads by itself; RETENTION.
set -eu

attempts=60
until temporal operator cluster health >/dev/null 2>&1; do
  attempts=$((attempts - 1))
  if [ "$attempts" -eq 0 ]; then
    echo "Temporal at $TEMPORAL_ADDRESS did not become healthy." >&2
    exit 1
  fi
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi
echo "Namespace $TEMPORAL_NAMESPACE keeps closed workflows for $RETENTION."
