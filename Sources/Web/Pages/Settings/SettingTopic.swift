import CallRules
import Store

/// The pages of the settings. Each has a form of its own and saves its own keys only.
enum SettingTopic: String, CaseIterable, Hashable, Sendable {
    case connection, leads, notifications, distribution, security, retention
    /// Reached from the page of notices.
    case hours, telegram

    /// The pages that stand in the row of pages, in its order.
    static let tabs: [SettingTopic] = [
        .connection, .leads, .notifications, .distribution, .security, .retention,
    ]

    /// The page that is marked in the row of pages.
    var tab: SettingTopic {
        switch self {
        case .hours, .telegram: .notifications
        case .connection, .leads, .notifications, .distribution, .security, .retention: self
        }
    }

    /// The blocks of the page, in order.
    var blocks: [SettingBlock] {
        switch self {
        case .connection: [.connection, .history]
        case .leads: [.leads]
        case .notifications: [.notifications]
        case .distribution: [.distribution]
        case .security: [.security]
        case .retention: [.retention]
        case .hours: [.hours]
        case .telegram: [.telegram]
        }
    }

    /// The keys of the page, in order.
    var keys: [SettingKey] { blocks.flatMap(\.keys) }

    /// The page of a key.
    static func of(_ key: SettingKey) -> SettingTopic {
        allCases.first { $0.keys.contains(key) } ?? .connection
    }

    /// The address of the control of a key.
    static func address(of key: SettingKey) -> String {
        "\(PageRoute.settings(of(key)).path)#field-\(key.rawValue)"
    }

    /// The page as the row of pages calls it.
    var title: LocalizedText {
        switch self {
        case .retention: LocalizedText(uk: "Зберігання", en: "Retention")
        case .distribution: CommonStrings.distribution
        case .connection, .leads, .notifications, .security, .hours, .telegram:
            blocks.first?.title ?? SettingsPageStrings.title
        }
    }

    /// The heading of the page.
    var heading: LocalizedText {
        switch self {
        case .connection: SettingsPageStrings.title
        case .leads, .notifications, .distribution, .security, .retention, .hours, .telegram:
            blocks.first?.title ?? SettingsPageStrings.title
        }
    }

    /// Whether a simulated call may use what is typed on the page.
    var answersWhatIf: Bool {
        switch self {
        case .leads, .notifications, .distribution: true
        case .connection, .security, .retention, .hours, .telegram: false
        }
    }
}
