import CallRules
import CompanyTime
import JSONText
import Store

/// A column of an exported file of calls: those of the call log and more. The raw value is the name
/// in JSON.
enum CallColumn: String, CaseIterable {
    case startedAt = "started_at"
    case direction, outcome, client, company, lead, number, employee, `extension`, line
    case lineName = "line_name"
    case waitSeconds = "wait_seconds"
    case talkSeconds = "talk_seconds"
    case hasRecording = "has_recording"
    case category, note, result
    /// The uuid in its canonical spelling.
    case uuid

    func title(_ localize: Localizer) -> String {
        let sentence: LocalizedText =
            switch self {
            case .startedAt: CallStrings.started
            case .direction: CallsStrings.name(of: .direction)
            case .outcome: CallsStrings.name(of: .outcome)
            case .client: CommonStrings.client
            case .company: CommonStrings.company
            case .lead: CommonStrings.lead
            case .number: CommonStrings.number
            case .employee: CommonStrings.employee
            case .extension: CommonStrings.extensionNumber
            case .line: CommonStrings.line
            case .lineName: LinesStrings.nameOfLine
            case .waitSeconds: LocalizedText(uk: "Очікування, с", en: "Wait, s")
            case .talkSeconds: LocalizedText(uk: "Розмова, с", en: "Talk, s")
            case .hasRecording: CallsStrings.name(of: .recording)
            case .category: CommonStrings.category
            case .note: CommonStrings.note
            case .result: CommonStrings.rules
            case .uuid: LocalizedText(uk: "UUID", en: "UUID")
            }
        return self == .startedAt
            ? "\(localize(sentence)) (\(localize.companyClock.zone.identifier))"
            : localize(sentence)
    }

    func cell(of call: CallRow, _ localize: Localizer) -> Cell {
        switch self {
        case .startedAt: .time(call.startedAt)
        case .direction: .word(call.direction?.name, of: .direction)
        case .outcome: .word(call.outcome?.rawValue, of: .outcome)
        case .client: .text(call.names.client)
        case .company: .text(call.names.company)
        case .lead: .text(call.names.lead)
        case .number: .phone(call.number)
        case .employee: .text(call.names.employee)
        case .extension: .text(call.extension)
        case .line: .line(call.line)
        case .lineName: .text(localize.lines[call.line]?.name)
        case .waitSeconds: .number(call.waitSeconds)
        case .talkSeconds: .number(call.talkSeconds)
        case .hasRecording: .truth(call.recordingURL != nil)
        case .category: .text(call.names.category)
        case .note: .text(call.note.text)
        case .result: .text(CallResult(call: call, localize: localize).words)
        case .uuid: .text(call.uuid)
        }
    }

    /// The value of a column.
    enum Cell {
        case text(String?)
        /// E.164 in JSON; in CSV as spreadsheets read it.
        case phone(PhoneNumber)
        /// What Phonet calls a line; a number in spreadsheets if it is one.
        case line(String?)
        case number(Int?)
        case time(Instant?)
        case truth(Bool)
        /// A code of the API, shown to people as its label in the call log's filter.
        case word(String?, of: CallsQuery.Field)

        var json: JSON {
            switch self {
            case .text(let text), .line(let text), .word(let text, _): .text(text)
            case .phone(let phone): .string(phone.e164 ?? phone.raw)
            case .number(let number): .number(number)
            case .time(let time): .time(time)
            case .truth(let truth): .truth(truth)
            }
        }

        func exported(_ localize: Localizer) -> ExportCell {
            switch self {
            case .text(let text): .text(text ?? "")
            case .phone(let phone): .phones([phone])
            case .line(let line): line.map { .phones([PhoneNumber($0)]) } ?? .nothing
            case .number(let number): number.map { .number($0) } ?? .nothing
            case .time(let time): time.map { .moment($0) } ?? .nothing
            case .truth(let truth):
                CallColumn.Cell.word(truth ? "yes" : "no", of: .recording).exported(localize)
            case .word(let word, let field):
                .text(
                    CallsStrings.values(of: field).first { $0.value == word }
                        .map { localize($0.name) } ?? word ?? "")
            }
        }
    }
}
