import CallRules
import Store

/// A way to reach people outside the pages: it turns a delivery into a request to its service and
/// says what came of it. Threads, retries, what is due and what is resumed after a restart are the
/// courier's and the same for all channels.
///
/// To add a channel:
/// 1. a case of `ChannelKind`, which also says where the channel's addresses are stored;
/// 2. a folder `Courier/Channels/<Name>` with a type that conforms to `Channel`;
/// 3. its case in `GatewayChannels` in the program, which the compiler asks for.
///
/// A channel whose addresses stand in a table of its own (`AddressTable.own`) also needs a migration
/// with that table and its trigger, and a folder `Store/Channels/<Name>` that reads and writes it; an
/// address that is a column of `employee` needs neither. Pages where people set the channel up, if it
/// has any, stand in a folder of `Web/Pages`.
package protocol Channel: Sendable {
    /// Sends one delivery. Blocks until the service answered or a time limit passed, at most 10 s;
    /// is called from several threads at once. What went wrong is in the result.
    func deliver(_ delivery: Delivery) -> DeliveryOutcome
}

/// What a channel says of one attempt.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The service took it. `status` is its answer; nil: the channel has no such number.
    case delivered(status: Int?)
    /// The service no longer knows the address (its answer), or it was removed here (nil): the
    /// address is deleted, where it is the channel's own.
    case gone(status: Int?)
    /// Another attempt may succeed.
    ///
    /// - Parameter seconds: the service asked not to be called before; nil: it did not.
    case retry(DeliveryFailure, after: Int?)
    /// Another attempt would fail the same way.
    case failed(DeliveryFailure)
}
