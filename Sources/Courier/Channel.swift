import CallRules
import Store

/// A way to reach people outside the pages: sends a delivery as a request to its service and returns the
/// outcome. The courier does the rest, the same for all channels: threads, due times, retries, and
/// continuing after a restart.
///
/// To add a channel:
/// 1. a case of `ChannelKind`, which also says where the channel's addresses are stored;
/// 2. a folder `Courier/Channels/<Name>` with a type that conforms to `Channel`;
/// 3. its case in `GatewayChannels` in the program, which the compiler asks for, and `GatewayProcess`,
///    which makes the channel.
///
/// A channel whose addresses are stored in a table of its own (`AddressTable.own`) also needs a migration
/// with that table and its trigger, and a folder `Store/Channels/<Name>` that reads and writes it; an
/// address that is an existing column of `employee` needs neither. Pages where people set the channel up, if it
/// has any, are in a folder of `Web/Pages`.
package protocol Channel: Sendable {
    /// When and how often a failed delivery is tried again.
    var retries: RetryPlan { get }

    /// Sends one delivery. Blocks until the service has answered or a time limit has passed, 15 s at most.
    /// Called on several threads at once. Errors are returned in the result.
    func deliver(_ delivery: Delivery) -> DeliveryOutcome
}

/// The outcome of one attempt. `answer` is the start of the service's answer, where the channel keeps it.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The service accepted it. `status` is the status of its answer; nil: the channel has none.
    case delivered(status: Int?, answer: [UInt8]? = nil)
    /// The service no longer knows the address (with its status), or the address was removed here (nil).
    /// An address in a table of the channel is deleted.
    case gone(status: Int?, answer: [UInt8]? = nil)
    /// Another attempt may succeed.
    ///
    /// - Parameter after: the pause in seconds that the service asked for; nil: it asked for none.
    case retry(DeliveryFailure, after: Int?, answer: [UInt8]? = nil)
    /// Another attempt would fail the same way.
    case failed(DeliveryFailure)

    /// The start of the service's answer; nil: it is not kept.
    var answer: [UInt8]? {
        switch self {
        case .delivered(_, let answer), .gone(_, let answer), .retry(_, _, let answer): answer
        case .failed: nil
        }
    }
}
