import HTTPTypes
import Store

extension APIRoute {
    /// What a request needs of its token: the one list of who may do what through the API. A route
    /// that is not here does not compile. GET, and HEAD with it, needs `read` everywhere.
    func permission(for method: HTTPRequest.Method) -> APIPermission {
        if method == .get || method == .head { return .read }
        return switch self {
        case .simulations: .read
        case .byExternalID(.clients, _), .byExternalID(.leads, _), .sync: .crm
        case .part(.presence, _), .partByExternalID(.presence, _): .crm
        case .part(.signInLinks, _), .partByExternalID(.signInLinks, _), .part(.sessions, _),
            .partByExternalID(.sessions, _):
            .signIn
        case .byExternalID(.employees, _): .admin
        case .clients, .client, .leads, .lead, .calls, .call, .recording, .hangUp,
            .missedCalls, .missedCall, .ignoredNumbers, .ignoredNumber, .events, .notifications,
            .statistics, .search, .webhookEndpoints,
            .webhookEndpoint, .webhookSecret, .webhookTest, .webhookDeliveries, .webhookRetry,
            .webhookReplay:
            .crm
        case .settings, .ssoSecret, .employees, .employee, .leadStatuses, .leadStatus, .leadSources,
            .leadSource, .callCategories, .callCategory, .lines, .line, .webhookMessages,
            .webhookMessage, .replay:
            .admin
        }
    }
}
