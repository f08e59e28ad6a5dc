import Store
import WebForms

/// The address of every page and every form for people, behind the gateway's prefix.
enum PageRoute: Hashable, Sendable {
    case home
    /// The one-time link that creates the first administrator; nil: the page that explains where to
    /// find the link.
    case setup(token: String?)
    /// The one-time link where an employee chooses a password.
    case invitation(token: String)
    case signIn
    /// The one-time link with which the CRM signs an employee in.
    case enter(token: String)
    /// Where a JWT of the CRM signs an employee in.
    case sso
    case signOut
    case appearance
    case me
    case password
    case sessions
    /// Gives a session that the CRM began the full role of its employee.
    case fullRole
    case noticePreference
    case pushSubscriptions
    case pushTrials
    case pushRemovals
    /// Makes a code that links a conversation with the Telegram bot.
    case telegramCode
    case telegramTrial
    case telegramUnlinking
    /// A page of the settings.
    case settings(SettingTopic)
    case connection
    case webhookToken
    case trustedNetworks
    case settingVersions
    case settingVersion(Int64)
    case whatIf
    case numbers
    case employees
    case newEmployee
    case employee(Int64)
    case employeeDeletion(Int64)
    case employeeInvitation(Int64)
    case phonetUsers
    case unownedExtensions
    case leadStatuses
    case leadStatusDeletion(Int64)
    case leadSources
    case leadSourceDeletion(Int64)
    case callCategories
    case callCategoryDeletion(Int64)
    case lines
    case line(Int64)
    case calls
    /// The rows of the call log as a file.
    case callsExport
    /// Where views of the call log are saved and deleted.
    case savedViews
    /// The uuid of any leg, in any spelling.
    case call(String)
    /// The recording of a call, for the player.
    case recording(String)
    /// Dismisses the live card of a call.
    case callDismissal(String)
    /// Creates a lead from a call.
    case callLead(String)
    /// Sets the client of a call.
    case callClient(String)
    /// Writes the note and the category of a call.
    case callNote(String)
    /// The poll that every open page sends once a second.
    case live
    /// The live board: calls, people and the day so far, at this moment.
    case board
    /// The page for a frame in the CRM's pages.
    case widget
    /// Calls a number for the widget.
    case widgetDialling
    case notices
    case notice(Int64)
    case audit
    /// The webhook log.
    case webhookLog
    case webhookMessage(Int64)
    /// Replays messages of the webhook log.
    case webhookReplays
    case quarantine
    case apiTokens
    case apiTokenRevocation(Int64)
    case status
    /// The webhook endpoints and the form of a new one.
    case crm
    case ssoSecret
    case ssoSecretDeletion
    case webhookEndpoint(Int64)
    case webhookEndpointDeletion(Int64)
    case webhookSecret(Int64)
    case webhookTest(Int64)
    /// Sends failed deliveries or a period again.
    case webhookRequeueing(Int64)
    /// An endpoint and the number of an event.
    case webhookDelivery(Int64, Int64)
    case reconciliation
    case leads
    case newLead
    case lead(Int64)
    case leadEditing(Int64)
    /// Changes the status of a lead from its card.
    case leadStatusChange(Int64)
    case leadMerge(Int64)
    case leadDeletion(Int64)
    case clients
    case newClient
    case client(Int64)
    case clientEditing(Int64)
    case clientMerge(Int64)
    case clientDeletion(Int64)
    /// Undoes a merge of two contacts.
    case mergeUndoing(Int64)
    /// Undoes an attachment of calls.
    case attachmentUndoing(Int64)
    case statistics
    /// Finds clients, leads and calls by a name or some digits.
    case search
    /// The counts of the statistics as a file.
    case statisticsExport
    /// Starts a call; the call buttons of all pages post here.
    case diallings
    case dialling(Int64)
    case diallingHangUp(Int64)
    case missedCases
    case missedCaseClosing(Int64)
    case missedCaseReopening(Int64)
    /// The ignore list; a POST adds a number.
    case ignoredNumbers
    case ignoredNumberRemoval(Int64)
    /// The page of personal data and retention; a POST with a number starts an inquiry.
    case privacy
    case inquiry(Int64)
    /// The file with everything stored about the number of an inquiry.
    case inquiryFile(Int64)
    case erasure(Int64)
    case imports
    case importJob(Int64)
    case importRun(Int64)
    case importCancellation(Int64)
    /// The rows of an import that were left out, as a file.
    case importRowErrors(Int64)
    /// Takes back the calls that followed numbers of an import, or of a run of a sync.
    case importCallsUndoing(Int64)
    case syncCallsUndoing(Int64)
    /// A list of clients or leads as a file.
    case export(ImportKind)

    /// The path without the prefix and its slash.
    private var tail: String {
        switch self {
        case .home: ""
        case .setup(let token): token.map { "setup/\($0)" } ?? "setup"
        case .invitation(let token): "invitation/\(token)"
        case .signIn: "sign-in"
        case .enter(let token): "enter/\(token)"
        case .sso: "sso"
        case .signOut: "sign-out"
        case .appearance: "appearance"
        case .me: "me"
        case .password: "me/password"
        case .sessions: "me/sessions"
        case .fullRole: "me/role"
        case .noticePreference: "me/notices"
        case .pushSubscriptions: "me/push-subscriptions"
        case .pushTrials: "me/push-trials"
        case .pushRemovals: "me/push-removals"
        case .telegramCode: "me/telegram-code"
        case .telegramTrial: "me/telegram-trial"
        case .telegramUnlinking: "me/telegram-unlinking"
        case .settings(.connection): "settings"
        case .settings(let topic): "settings/\(topic.rawValue)"
        case .connection: "settings/connection"
        case .webhookToken: "settings/webhook-token"
        case .trustedNetworks: "settings/trusted-networks"
        case .settingVersions: "settings/history"
        case .settingVersion(let version): "settings/history/\(version)"
        case .whatIf: "what-if"
        case .numbers: "numbers"
        case .employees: "employees"
        case .newEmployee: "employees/new"
        case .employee(let id): "employees/\(id)"
        case .employeeDeletion(let id): "employees/\(id)/deletion"
        case .employeeInvitation(let id): "employees/\(id)/invitation"
        case .phonetUsers: "employees/phonet"
        case .unownedExtensions: "employees/extensions"
        case .leadStatuses: "lead-statuses"
        case .leadStatusDeletion(let id): "lead-statuses/\(id)/deletion"
        case .leadSources: "lead-sources"
        case .leadSourceDeletion(let id): "lead-sources/\(id)/deletion"
        case .callCategories: "call-categories"
        case .callCategoryDeletion(let id): "call-categories/\(id)/deletion"
        case .lines: "lines"
        case .line(let id): "lines/\(id)"
        case .calls: "calls"
        case .callsExport: "calls/export"
        case .savedViews: "calls/views"
        case .call(let uuid): "calls/\(PercentEncoding.encoded(uuid))"
        case .recording(let uuid): "calls/\(PercentEncoding.encoded(uuid))/recording"
        case .callDismissal(let uuid): "calls/\(PercentEncoding.encoded(uuid))/dismissal"
        case .callLead(let uuid): "calls/\(PercentEncoding.encoded(uuid))/lead"
        case .callClient(let uuid): "calls/\(PercentEncoding.encoded(uuid))/client"
        case .callNote(let uuid): "calls/\(PercentEncoding.encoded(uuid))/note"
        case .live: "live"
        case .widget: "widget"
        case .widgetDialling: "widget/dialling"
        case .notices: "notices"
        case .notice(let id): "notices/\(id)"
        case .audit: "audit"
        case .webhookLog: "webhook-log"
        case .webhookMessage(let id): "webhook-log/\(id)"
        case .webhookReplays: "webhook-log/replays"
        case .quarantine: "webhook-log/quarantine"
        case .apiTokens: "tokens"
        case .apiTokenRevocation(let id): "tokens/\(id)/revocation"
        case .status: "status"
        case .crm: "crm"
        case .ssoSecret: "crm/sso-secret"
        case .ssoSecretDeletion: "crm/sso-secret/deletion"
        case .webhookEndpoint(let id): "crm/\(id)"
        case .webhookEndpointDeletion(let id): "crm/\(id)/deletion"
        case .webhookSecret(let id): "crm/\(id)/secret"
        case .webhookTest(let id): "crm/\(id)/test"
        case .webhookRequeueing(let id): "crm/\(id)/requeueing"
        case .webhookDelivery(let id, let seq): "crm/\(id)/\(seq)"
        case .reconciliation: "reconciliation"
        case .leads: "leads"
        case .newLead: "leads/new"
        case .lead(let id): "leads/\(id)"
        case .leadEditing(let id): "leads/\(id)/edit"
        case .leadStatusChange(let id): "leads/\(id)/status"
        case .leadMerge(let id): "leads/\(id)/merge"
        case .leadDeletion(let id): "leads/\(id)/deletion"
        case .clients: "clients"
        case .newClient: "clients/new"
        case .client(let id): "clients/\(id)"
        case .clientEditing(let id): "clients/\(id)/edit"
        case .clientMerge(let id): "clients/\(id)/merge"
        case .clientDeletion(let id): "clients/\(id)/deletion"
        case .mergeUndoing(let id): "merges/\(id)/undoing"
        case .attachmentUndoing(let id): "attachments/\(id)/undoing"
        case .statistics: "statistics"
        case .search: "search"
        case .statisticsExport: "statistics/export"
        case .diallings: "dialling"
        case .dialling(let id): "dialling/\(id)"
        case .diallingHangUp(let id): "dialling/\(id)/hang-up"
        case .board: "board"
        case .missedCases: "missed"
        case .missedCaseClosing(let id): "missed/\(id)/closing"
        case .missedCaseReopening(let id): "missed/\(id)/reopening"
        case .ignoredNumbers: "ignored-numbers"
        case .ignoredNumberRemoval(let id): "ignored-numbers/\(id)/removal"
        case .privacy: "privacy"
        case .inquiry(let id): "privacy/\(id)"
        case .inquiryFile(let id): "privacy/\(id)/file"
        case .erasure(let id): "privacy/\(id)/erasure"
        case .imports: "imports"
        case .importJob(let id): "imports/\(id)"
        case .importRun(let id): "imports/\(id)/run"
        case .importCancellation(let id): "imports/\(id)/cancellation"
        case .importRowErrors(let id): "imports/\(id)/row-errors"
        case .importCallsUndoing(let id): "imports/\(id)/calls-undoing"
        case .syncCallsUndoing(let id): "sync-runs/\(id)/calls-undoing"
        case .export(let kind): "exports/\(kind.rawValue)"
        }
    }

    /// The path of the page, with the prefix.
    var path: String { "\(Route.prefix)/\(tail)" }
}
