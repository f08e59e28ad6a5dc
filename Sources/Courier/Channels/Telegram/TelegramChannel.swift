import CallRules
import HTTPClientTypes
import JSONText
import Store

/// Messages of a Telegram bot. The address of a delivery is the id of a `TelegramChat`.
package struct TelegramChannel: Channel {
    /// Longer than the disturbances that Telegram has had: seven hours in eleven tries.
    package let retries = RetryPlan.pauses([
        0, 5, 30, 2 * 60, 5 * 60, 10 * 60, 15 * 60, 30 * 60, 3600, 2 * 3600, 3 * 3600,
    ])

    private let store: Store
    private let api: TelegramAPI
    /// Receives errors for the log; they contain neither token nor phone number.
    private let report: @Sendable (String) -> Void

    package init(
        store: Store, _ api: TelegramAPI, report: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.api = api
        self.report = report
    }

    /// Sends one message. Blocks until Telegram has answered, 15 s at most.
    package func deliver(_ delivery: Delivery) -> DeliveryOutcome {
        let settings = store.settings.settings
        guard settings.sendsTelegram else { return .failed(.notMade) }
        let chat: TelegramChat
        do {
            guard let row = try store.telegramChat(delivery.address, of: delivery.employeeID)
            else { return .gone(status: nil) }
            chat = row
        } catch {
            report("\(error)")
            return .retry(.noResponse(.notSent), after: nil)
        }
        let message = TelegramMessage(delivery, hidesNumbers: !settings.telegramFullNumbers)
        let reply = api.call(
            "sendMessage", token: settings.telegramBotToken,
            [("chat_id", .integer(chat.chat))] + message.parameters)
        return outcome(of: reply)
    }

    private func outcome(of reply: TelegramAPI.Reply) -> DeliveryOutcome {
        guard let failure = DeliveryFailure(reply) else { return .delivered(status: 200) }
        report("\(failure.code.rawValue)")
        switch (failure, reply) {
        case (.gone(let status), _): return .gone(status: status)
        case (.notUnderstood, _), (.tooLarge, _): return .failed(failure)
        case (.noResponse(let reason), _) where reason.isFinal: return .failed(failure)
        // A new token may be in the settings at the next try.
        case (_, .refused(_, let seconds, _)): return .retry(failure, after: seconds)
        case (_, _): return .retry(failure, after: nil)
        }
    }
}
