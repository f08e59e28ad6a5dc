import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What a page does with records of others. Each page has a line: the switch below fails to compile without.
enum MatrixLine {
    /// Shows no calls, clients, leads, notices or cases, or the visitor's own alone: opened as it is.
    case plain
    /// Shows lists or counts; opened with each of these queries.
    case lists([String])
    /// Is about one record: the address of somebody else's, whether it has a GET, and the form of a POST.
    case record(PageRoute, get: Bool, post: [(String, String)]?)
    /// For supervisors and administrators.
    case overseer
    /// For administrators alone.
    case admin
    /// Needs no session.
    case door
}

extension PageRoute {
    func line(_ world: VisibilityWorld) -> MatrixLine {
        let taras = world.taras
        switch self {
        case .home, .setup, .invitation, .signIn, .enter, .sso, .widget, .appearance: return .door
        case .signOut, .password, .sessions, .noticePreference, .pushSubscriptions, .pushTrials,
            .pushRemovals, .telegramCode, .telegramTrial, .telegramUnlinking, .savedViews,
            .fullRole,
            .widgetDialling:
            return .plain
        case .me, .live: return .lists([""])
        case .notices: return .lists([""])
        case .newLead, .newClient: return .lists(["?phone=\(taras.digits)&name=x"])
        case .calls, .callsExport:
            return .lists([
                "?period=all", "?period=all&employee=\(world.tarasID)",
                "?period=all&number=\(taras.digits)", "?period=all&client=\(taras.client.value)",
                "?period=all&lead_id=\(taras.lead.value)", "?period=all&direction=incoming",
                "?period=all&outcome=missed", "?period=all&sort=talk", "?period=all&recording=yes",
                "?period=all&format=json", "?period=all&unique=yes", "?period=all&known=yes",
            ])
        case .board: return .overseer
        case .statistics, .statisticsExport:
            return .lists(["?period=7", "?period=7&employee=\(world.tarasID)"])
        case .search:
            return .lists([
                "?q=\(taras.mark)", "?q=\(taras.digits.suffix(4))", "?q=\(taras.digits)",
                "?q=\(taras.digits.suffix(6))&part=found", "?q=\(taras.mark)&part=found",
            ])
        case .missedCases:
            return .lists(["", "?whose=everybody", "?whose=everybody&state=ended"])
        case .leads, .clients:
            return .lists([
                "", "?search=\(taras.mark)", "?search=\(taras.digits.suffix(4))",
                "?search=\(taras.digits)", "?responsible=\(world.tarasID)",
            ])
        case .call: return .record(.call(taras.uuid), get: true, post: nil)
        case .recording: return .record(.recording(taras.uuid), get: true, post: nil)
        case .callDismissal: return .record(.callDismissal(taras.uuid), get: false, post: [])
        case .callLead: return .record(.callLead(taras.uuid), get: true, post: [])
        case .callClient:
            return .record(
                .callClient(taras.uuid), get: true,
                post: [("client_id", "\(world.olena.client.value)")])
        case .callNote:
            return .record(.callNote(taras.uuid), get: false, post: [("note", "Чужа нотатка")])
        case .ignoredNumbers: return .lists(["", "?done=ignored&entry=2"])
        case .ignoredNumberRemoval: return .plain
        case .notice: return .record(.notice(taras.notice), get: false, post: [])
        case .lead: return .record(.lead(taras.lead.value), get: true, post: nil)
        case .leadEditing:
            return .record(
                .leadEditing(taras.lead.value), get: true,
                post: [("name", "Чужий"), ("version", "0")])
        case .leadStatusChange:
            return .record(
                .leadStatusChange(taras.lead.value), get: false, post: [("status_id", "2")])
        case .leadDeletion: return .record(.leadDeletion(taras.lead.value), get: true, post: [])
        case .client: return .record(.client(taras.client.value), get: true, post: nil)
        case .clientEditing:
            return .record(
                .clientEditing(taras.client.value), get: true,
                post: [("name", "Чужий"), ("version", "0")])
        case .clientDeletion:
            return .record(.clientDeletion(taras.client.value), get: true, post: [])
        case .attachmentUndoing:
            // Answers as to one that was undone before: nobody learns whether there is one.
            return .record(.attachmentUndoing(taras.attachment), get: false, post: [])
        case .diallings:
            return .record(
                .diallings, get: false,
                post: [
                    ("phone", "+380671112299"), ("lead_id", "\(taras.lead.value)"), ("key", "m"),
                ])
        case .dialling: return .record(.dialling(taras.dialling), get: true, post: nil)
        case .diallingHangUp: return .record(.diallingHangUp(taras.dialling), get: false, post: [])
        case .missedCaseClosing:
            return .record(
                .missedCaseClosing(taras.missed), get: false,
                post: [("reason-\(taras.missed)", "spam")])
        case .missedCaseReopening:
            return .record(.missedCaseReopening(taras.missed), get: false, post: [])
        case .settings, .connection, .webhookToken, .trustedNetworks, .settingVersions,
            .settingVersion, .whatIf, .numbers, .employees, .newEmployee, .employee,
            .employeeDeletion, .employeeInvitation, .phonetUsers, .unownedExtensions, .leadStatuses,
            .leadStatusDeletion, .leadSources, .leadSourceDeletion, .callCategories,
            .callCategoryDeletion, .lines, .line, .audit, .webhookLog,
            .webhookMessage, .webhookReplays, .quarantine, .apiTokens, .apiTokenRevocation, .status,
            .crm, .ssoSecret, .ssoSecretDeletion, .webhookEndpoint, .webhookEndpointDeletion,
            .webhookSecret, .webhookTest,
            .webhookRequeueing, .webhookDelivery, .reconciliation, .leadMerge, .clientMerge,
            .mergeUndoing,
            .privacy, .inquiry, .inquiryFile, .erasure, .imports, .importJob, .importRun,
            .importCancellation, .importRowErrors, .importCallsUndoing, .syncCallsUndoing, .export:
            return .admin
        }
    }
}
