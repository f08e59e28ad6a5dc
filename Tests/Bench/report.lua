-- Prints one line for Tests/Bench/measure: rate, p50 and p99 in milliseconds, bad answers.
function done(summary, latency)
    local errors = summary.errors
    print(string.format("result %.1f %.3f %.3f %d",
        summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
