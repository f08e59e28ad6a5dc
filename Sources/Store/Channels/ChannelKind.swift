/// A way to reach people outside the pages. The raw value is stored in `delivery.channel`.
///
/// The compiler demands two things for a new case: the channel's addresses (below) and the channel
/// itself (`GatewayChannels` in the program).
package enum ChannelKind: String, CaseIterable, Sendable {
    /// Push messages to browsers (RFC 8030, 8291, 8292).
    case webPush = "web_push"
    /// Messages of a Telegram bot (core.telegram.org/bots/api).
    case telegram
    /// Signed events to the CRM and other programs (standardwebhooks.com).
    case webhook

    /// The channels by which notices go to people.
    package static let toPeople = allCases.filter { $0.addresses != .endpoints }

    /// Where the channel's addresses are stored.
    var addresses: AddressTable {
        switch self {
        case .webPush: .own("push_subscription")
        case .telegram: .own("telegram_chat")
        case .webhook: .endpoints
        }
    }
}
