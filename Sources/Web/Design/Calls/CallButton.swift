import CallRules

/// The button that makes Phonet dial a number. `html` is nil for a number that cannot be dialled
/// and for an employee without an extension; `whyNot` explains the latter, on the person's own page and where
/// a call was asked for.
struct CallButton {
    let phone: PhoneNumber
    let visitor: Visitor
    /// The lead on whose page or row the button is; nil: it is not a lead's.
    var leadID: Lead.ID?
    /// True: a button with text, for a main action. False: an icon beside the number.
    var isInWords = false
    /// The key by which a repeated send of this form is recognised; nil: a random one.
    var key: String?

    var html: HTML? {
        guard phone.dialled != nil, let number = visitor.employee?.details.extension else {
            return nil
        }
        let localize = visitor.localizer
        let what = localize(Strings.call(phone.grouped, from: number))
        let face: HTML =
            isInWords ? "\(Icon.phone.html) \(localize(CommonStrings.callNow))" : Icon.phone.html
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

    /// The reason why the visitor has no call buttons; nil when the visitor has them.
    static func whyNot(_ visitor: Visitor) -> HTML? {
        guard visitor.session != nil, visitor.employee?.details.extension == nil else { return nil }
        guard visitor.isAdmin, let id = visitor.employee?.id else {
            return """
                <p class="help">\(Icon.info.html) \(visitor.localizer(Strings.noExtension))</p>
                """
        }
        return """
            <p class="help">\(Icon.info.html) \(visitor.localizer(Strings.ownExtension)) \
            <a href="\(PageRoute.employee(id.value).path)">\(visitor.localizer(CommonStrings.`open`))</a></p>
            """
    }

    private enum Strings {
        static let noExtension = LocalizedText(
            uk:
                "Щоб телефонувати звідси, потрібен внутрішній номер. Попросіть адміністратора вказати його на Вашій картці.",
            en:
                """
                To call from here you need an extension. Ask an administrator to enter it on your \
                card.
                """)

        static let ownExtension = LocalizedText(
            uk: "Щоб телефонувати звідси, вкажіть на своїй картці внутрішній номер.",
            en: "To call from here, enter your extension on your card.")

        static func call(_ phone: String, from number: String) -> LocalizedText {
            LocalizedText(
                uk: "Зателефонувати на \(phone); спершу задзвонить Ваш телефон \(number)",
                en: "Call \(phone); your phone \(number) rings first")
        }
    }
}
