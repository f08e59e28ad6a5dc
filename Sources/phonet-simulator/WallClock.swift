import CallRules
import Foundation

/// The wall clock of this machine.
enum WallClock {
    @Sendable static func now() -> Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}
