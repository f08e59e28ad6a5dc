import JSONText
import CallRules
import Store

extension OpenAPI {
    /// The section about settings. Keys, ranges, choices and defaults come from `SettingFields`.
    static let settings = Section(
        tag: "Settings",
        operations: [
            Operation(
                .get, "/settings", "showSettings", "All settings",
                answers: .versioned("The settings in force.", "Settings")),
            Operation(
                .patch, "/settings", "changeSettings", "Change some settings",
                parameters: [
                    .header(
                        "If-Match", .text,
                        "The version seen, quoted; another one in force is a 412.")
                ],
                body: "SettingsChange",
                answers: .versioned("The settings now in force.", "Settings"),
                refusals: [.conflict, .stale]),
        ],
        schemas: [
            "Settings": .object(
                ["version": .id.saying("Grows with every save; also the ETag.")]
                    + Members(SettingFields.all.map { ($0.key, $0.shown.saying($0.description)) })
                    + ["webhook_urls": urls, "release": release]),
            "SettingsChange":
                .object(required: [], Members(SettingFields.all.map { ($0.key, $0.set) }))
                .saying("Any of the settings; the whole is checked and saved under one version."),
        ])

    private static let urls = Schema.object(
        Members(
            Endpoint.allCases.map { ($0.rawValue, .text.saying("The address for this message.")) })
    ).saying("What to enter at Phonet.")

    private static let release = Schema.object([
        "waiting": .zero(or: 1...Int(Int32.max))
            .saying("Messages in quarantine whose sources are trusted now and that wait for it."),
        "done": .zero(or: 1...Int(Int32.max))
            .saying("Messages released since this release began."),
    ]).saying(
        "The release of the quarantine. It runs in the background after a change of"
            + " webhook_allowed_networks.")
}

extension SettingField {
    /// The label and the help of the settings screen.
    fileprivate var description: String {
        let words = SettingStrings.of(key)
        return "\(words.label.en). \(words.help.en)"
    }

    fileprivate var shown: OpenAPI.Schema {
        switch kind {
        case .truth: .truth
        case .number, .days: .number
        case .domain, .urlTemplate, .timezone: .text
        case .secret: .text.orNull
        case .networks: .list(of: .text(2...60))
        case .origins: .list(of: .text)
        case .role: .choice(Employee.Role.self)
        case .employees: .list(of: .id)
        case .source, .reopenStatus: .id.orNull
        case .reopenedOwner: .choice(ReopenedLeadOwner.self)
        case .sight: .choice(EmployeesSee.self)
        case .mode: .choice(DistributionMode.self)
        case .language: .choice(Language.self)
        case .outsideHours: .choice(NoticesOutsideHours.self)
        case .week: SettingField.week.orNull
        case .exceptions: .list(of: SettingField.exception)
        }
    }

    fileprivate var set: OpenAPI.Schema {
        let schema = limited.saying(description)
        // No default: a new database creates its default source itself, and its id is not known
        // here.
        if case .source = kind { return schema }
        return schema.defaulting(to: JSON(value(in: Settings())))
    }

    private var limited: OpenAPI.Schema {
        switch kind {
        case .truth, .reopenedOwner, .role, .mode, .sight, .language, .week, .outsideHours: shown
        case .number(_, let range): .number(range)
        case .days(_, let least): .zero(or: least...Retention.maxDays)
        case .domain: .text(0...300)
        case .secret: .text(0...256, matching: "^[!-~]*$").orNull
        case .urlTemplate:
            .text(0...2000, matching: "^$|^[hH][tT][tT][pP][sS]?://[A-Za-z0-9][!-~]*$")
        case .timezone: .text(0...64, matching: "^(UTC|[A-Za-z0-9_+-]*/[A-Za-z0-9_+/-]*)$")
        case .networks: .list(of: .text(2...60), atMost: 100)
        case .origins:
            .list(
                of: .text(
                    8...300,
                    matching:
                        #"^https?://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[1-9][0-9]{0,3})?/?$"#
                ), atMost: 20)
        case .employees: .list(of: .id, atMost: 500)
        case .source: .id
        case .reopenStatus: .id.orNull
        case .exceptions: .list(of: SettingField.exception, atMost: HoursException.maxCount)
        }
    }

    /// A time of a day, and midnight at its end.
    private static let time = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$|^24:00$"

    /// The value of a line; null or an empty list: the company's holds.
    var ofLine: OpenAPI.Schema {
        let schema: OpenAPI.Schema =
            switch kind {
            case .truth: .truth.orNull
            case .source: .id.orNull
            default: limited
            }
        return schema.saying("\(SettingStrings.of(key).label.en). Null or empty: the company's.")
    }

    private static let week = OpenAPI.Schema.object(
        required: [],
        OpenAPI.Members(
            Weekday.allCases.map { day in
                (
                    day.rawValue,
                    .list(
                        of: .list(of: .text(matching: time), atMost: 2), atMost: WeekHours.maxSpans
                    ).saying("The parts of the day, each with its start and end; empty: closed.")
                )
            }))

    private static let exception = OpenAPI.Schema.object(
        required: ["date"],
        [
            "date": .text(matching: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$").saying(
                "The day, as 2026-12-25."),
            "from": .text(matching: time).orNull.saying("Null: closed all day."),
            "to": .text(matching: time).orNull.saying("At the most 24:00."),
        ])
}
