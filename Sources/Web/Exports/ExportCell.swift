import CallRules
import CompanyTime

/// A value of an exported row.
enum ExportCell {
    case nothing
    case text(String)
    /// Telephone numbers: with a plus where text is text, in CSV as spreadsheets read them.
    case phones([PhoneNumber])
    case number(Int)
    /// A moment on the company's clock.
    case moment(Instant)

    /// The cell of a CSV file, whose times are written as people of the language write them.
    func csv(_ localize: Localizer) -> String {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .phones(let phones): phones.map { $0.cell ?? $0.raw }.joined(separator: ", ")
        case .number(let number): "\(number)"
        case .moment(let moment): "\(localize.numericDate(moment)) \(localize.exactClock(moment))"
        }
    }
}
