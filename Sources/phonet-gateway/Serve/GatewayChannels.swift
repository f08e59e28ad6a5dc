import Courier
import Store

/// The channels of this gateway. Every channel is registered here.
struct GatewayChannels: Sendable {
    let webPush: WebPushChannel
    let telegram: TelegramChannel
    let webhook: WebhookChannel

    func channel(_ kind: ChannelKind) -> any Channel {
        switch kind {
        case .webPush: webPush
        case .telegram: telegram
        case .webhook: webhook
        }
    }

    /// The courier of this gateway.
    ///
    /// - Parameter report: receives errors for the log.
    func courier(
        _ store: Store, report: @escaping @Sendable (String) -> Void
    ) -> Courier {
        Courier(
            store: store, channel: channel,
            Courier.Environment(
                clock: Environment.now, chance: { Double.random(in: 0..<1) },
                uptime: Environment.uptime, report: report))
    }
}
