import CallRules
import Foundation

/// The program's access to the machine: clocks, random numbers and environment variables.
enum Environment {
    /// The wall clock.
    @Sendable static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Time since the machine started (CLOCK_MONOTONIC). Setting the wall clock does not change it.
    @Sendable static func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Blocks the calling thread.
    @Sendable static func pause(_ duration: Duration) {
        Thread.sleep(forTimeInterval: duration / .seconds(1))
    }

    /// A random number, 0…1.
    @Sendable static func chance() -> Double { .random(in: 0...1) }

    /// A new secret of 256 bits in base62, for a header or a path.
    @Sendable static func secret() -> String {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        // 43 characters from 62 contain 256 bits.
        return String((0..<43).map { _ in alphabet.randomElement() ?? "0" })
    }

    /// The environment variable of an option: `--trust-loopback` is `PHONET_GATEWAY_TRUST_LOOPBACK`.
    /// Nil when it is not set or empty.
    static func variable(_ option: String) -> String? {
        let name = option.uppercased().replacing("-", with: "_")
        let value = ProcessInfo.processInfo.environment["PHONET_GATEWAY_\(name)"]
        return value?.isEmpty == true ? nil : value
    }

    /// Whether the environment variable of a flag says 1, true or yes.
    static func isSet(_ option: String) -> Bool {
        ["1", "true", "yes"].contains(variable(option))
    }
}
