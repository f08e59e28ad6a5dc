import CallRules
import HTTPTypes
import Store

extension Pages {
    /// One webhook message: all that is known of it, and the way to have it taken again.
    func showMessage(_ id: Int64) -> PageAction.Run {
        { visit in
            guard let message = try store.webhookMessage(id) else { throw PageRefusal.missing }
            return WebhookMessageView(
                message: message, isTrustedNow: intake.trust.trusts(message.sourceIP),
                visitor: visit.visitor
            ).answer(news: ReplayFlash(visit.query))
        }
    }
}
