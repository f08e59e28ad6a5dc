import HTTPTypes
import Store

extension APIRoute {
    /// What a request needs of its token: the one list of who may do what through the API. A route
    /// that is not here does not compile. GET, and HEAD with it, needs `read` everywhere.
    func permission(for method: HTTPRequest.Method) -> APIPermission {
        if method == .get || method == .head { return .read }
        return switch self {
        case .simulations: .read
        case .byExternalID(.clients, _), .byExternalID(.leads, _), .presenceByExternalID, .sync:
            .crm
        case .byExternalID(.employees, _): .admin
        case .presence, .clients, .client, .leads, .lead, .calls, .call, .recording, .hangUp,
            .missedCalls, .missedCall, .events, .notifications, .statistics, .webhookEndpoints,
            .webhookEndpoint, .webhookSecret, .webhookTest, .webhookDeliveries, .webhookRetry,
            .webhookReplay:
            .crm
        case .settings, .employees, .employee, .leadStatuses, .leadStatus, .leadSources,
            .leadSource, .webhookMessages, .webhookMessage, .replay:
            .admin
        }
    }
}
