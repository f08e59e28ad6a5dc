import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The page of one webhook message, with the button that replays it.
    func showMessage(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let message = try store.webhookMessage(id) else { throw PageRefusal.missing }
            return WebhookMessageView(
                message: message, isTrustedNow: intake.isReleased(message),
                visitor: visit.visitor
            ).answer(news: ReplayFlash(visit.query))
        }
    }
}
