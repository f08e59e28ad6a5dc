import CallRules

/// The button that has Phonet call a number. Nothing for a number nobody can be called by, nor for
/// somebody without an internal number: `whyNot` says so once on the page.
struct CallButton {
    let phone: PhoneNumber
    let visitor: Visitor
    /// The lead whose page or row it stands on.
    var leadID: Lead.ID?
    /// In words, where it is the main thing to do; else an icon beside the number.
    var isInWords = false
    /// What tells this button's form from any other; nil: chance.
    var key: String?

    var html: HTML? {
        guard phone.dialled != nil, let number = visitor.employee?.details.extension else {
            return nil
        }
        let localize = visitor.localizer
        let what = localize(Strings.call(phone.grouped, from: number))
        let face: HTML =
            isInWords ? "\(Icon.phone.html) \(localize(Strings.callNow))" : Icon.phone.html
        return """
            <form class="call" method="post" action="\(PageRoute.diallings.path)">\
            \(FormGuard(visitor).html)<input type="hidden" name="key" value="\(key ?? visitor.secret())">\
            <input type="hidden" name="phone" value="\(phone.dialled ?? "")">\
            <input type="hidden" name="back" value="\(visitor.route.redirectTarget.path)">\(lead)\
            <button class="\(isInWords ? "primary" : "quiet")" title="\(what)"\
            \(.label, isInWords ? nil : what)>\(face)</button></form>
            """
    }

    private var lead: HTML? {
        leadID.map { "<input type=\"hidden\" name=\"lead_id\" value=\"\($0.value)\">" }
    }

    /// Why the visitor's pages have no such buttons; nil when they have.
    static func whyNot(_ visitor: Visitor) -> HTML? {
        guard visitor.session != nil, visitor.employee?.details.extension == nil else { return nil }
        return """
            <p class="help">\(Icon.info.html) \(visitor.localizer(Strings.noExtension))</p>
            """
    }

    private enum Strings {
        static let callNow = LocalizedText(uk: "Зателефонувати", en: "Call")
        static let noExtension = LocalizedText(
            uk:
                "Щоб телефонувати звідси, потрібен внутрішній номер. Попросіть адміністратора вказати його на Вашій картці.",
            en:
                """
                To call from here you need an extension. Ask an administrator to enter it on your \
                card.
                """)

        static func call(_ phone: String, from number: String) -> LocalizedText {
            LocalizedText(
                uk: "Зателефонувати на \(phone); спершу задзвонить Ваш телефон \(number)",
                en: "Call \(phone); your phone \(number) rings first")
        }
    }
}
