import CallRules
import Foundation

/// What the program takes from the machine: the clock, chance, the environment.
enum Environment {
    /// The wall clock.
    @Sendable static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The time since the machine started, which nobody sets.
    @Sendable static func uptime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Lets the calling thread wait.
    @Sendable static func pause(_ duration: Duration) {
        Thread.sleep(forTimeInterval: duration / .seconds(1))
    }

    /// A number of 0…1.
    @Sendable static func chance() -> Double { .random(in: 0...1) }

    /// A secret of 256 bits in base62, fit for a header and for a path.
    @Sendable static func secret() -> String {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        // 43 letters of 62 hold 256 bits.
        return String((0..<43).map { _ in alphabet.randomElement() ?? "0" })
    }

    /// The environment twin of an option: `--trust-loopback` is `PHONET_GATEWAY_TRUST_LOOPBACK`.
    static func variable(_ option: String) -> String? {
        let name = option.uppercased().replacing("-", with: "_")
        let value = ProcessInfo.processInfo.environment["PHONET_GATEWAY_\(name)"]
        return value?.isEmpty == true ? nil : value
    }

    /// Whether the environment twin of a flag is set.
    static func isSet(_ option: String) -> Bool {
        ["1", "true", "yes"].contains(variable(option))
    }
}
