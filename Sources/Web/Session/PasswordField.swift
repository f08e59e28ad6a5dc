import CallRules

/// A password field. The script adds a button that shows the password.
struct PasswordField {
    let name: String
    let label: String
    var help: String?
    var problem: String?
    let use: Use
    let localize: Localizer
    var hasFocus = false

    /// The `autocomplete` token for password managers (HTML §4.10.19.8).
    enum Use: String {
        case current = "current-password"
        case new = "new-password"
    }

    var html: HTML {
        let field = TextField(
            name: name, label: label, help: help, problem: problem, kind: .password,
            autocomplete: use.rawValue, isRequired: true, hasFocus: hasFocus)
        return """
            <div class="password">\(field.html)
            <button type="button" class="quiet small" data-reveal="field-\(name)" aria-pressed="false"\
            \(.hidden, if: true)>\(localize(Strings.show))</button></div>
            """
    }

    /// A field for a new password, with the rules as its help.
    static func new(problem: LocalizedText?, _ localize: Localizer) -> PasswordField {
        PasswordField(
            name: "password", label: localize(Strings.new), help: localize(Strings.rules),
            problem: problem.map(localize.callAsFunction), use: .new, localize: localize)
    }

    private enum Strings {
        static let show = LocalizedText(uk: "Показати пароль", en: "Show password")
        static let new = LocalizedText(uk: "Новий пароль", en: "New password")
        static let rules = LocalizedText(
            uk: """
                Від \(PasswordRules.lengths.lowerBound) до \(PasswordRules.lengths.upperBound) символів, \
                будь-яких. Добре підійдуть кілька випадкових слів.
                """,
            en: """
                From \(PasswordRules.lengths.lowerBound) to \(PasswordRules.lengths.upperBound) characters \
                of any kind. A few random words do well.
                """)
    }
}
