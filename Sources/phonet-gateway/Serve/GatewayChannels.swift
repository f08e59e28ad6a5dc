import Courier
import Store

/// The channels of this gateway. Every channel is registered here.
struct GatewayChannels: Sendable {
    let webPush: WebPushChannel

    func channel(_ kind: ChannelKind) -> any Channel {
        switch kind {
        case .webPush: webPush
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
                clock: Environment.now, chance: { Double.random(in: 0..<1) }, report: report))
    }
}
