import CallRules

/// What an open page follows with the news that it gets every second: its list, or its call. The script asks
/// for the page's content again when the stamp of one of `stamps` has changed; it then changes the rows and the
/// parts on screen in their places, and announces rows that are new.
enum FollowedList: String {
    /// The rows are calls, the newest first.
    case calls
    /// The rows are cases of missed calls.
    case cases
    /// The rows are cases that ended today.
    case endedCases
    /// The rows are leads.
    case leads
    /// One call.
    case call

    /// The names of the parts of `ListStamps`, as the script has them.
    private var stamps: String {
        switch self {
        case .calls, .call: "calls"
        case .cases, .endedCases: "cases"
        case .leads: "leads"
        }
    }

    /// The attributes of the element that holds the page's content.
    func attributes(_ visitor: Visitor) -> HTML {
        let localize = visitor.localizer
        guard let counted else { return " data-follows=\"\(stamps)\"" }
        let (one, few, many, other) = counted.forms(visitor.language)
        return """
             data-follows="\(stamps)" data-one="\(one)" data-few="\(few)" data-many="\(many)" \
            data-other="\(other)" data-show="\(localize(Strings.show))" data-gone="\(localize(self == .cases ? Strings.waitsNoMore : Strings.gone))"
            """
    }

    /// What is announced; nil: nothing.
    private var counted: Counted? {
        switch self {
        case .calls:
            Counted(
                uk: ("новий дзвінок", "нові дзвінки", "нових дзвінків"),
                en: ("new call", "new calls"))
        case .cases:
            Counted(
                uk: ("новий пропущений", "нові пропущені", "нових пропущених"),
                en: ("new missed call", "new missed calls"))
        case .endedCases:
            Counted(
                uk: ("завершений", "завершені", "завершених"), en: ("more ended", "more ended"))
        case .leads:
            Counted(uk: ("новий лід", "нові ліди", "нових лідів"), en: ("new lead", "new leads"))
        case .call: nil
        }
    }

    private enum Strings {
        static let show = LocalizedText(uk: "показати", en: "show")
        static let gone = LocalizedText(uk: "вже не в цьому списку", en: "no longer in this list")
        static let waitsNoMore = LocalizedText(uk: "вже не чекає", en: "waits no longer")
    }
}
