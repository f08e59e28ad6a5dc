import CallRules

/// Texts of the note and the category of a call.
enum CallNoteStrings {
    static let heading = LocalizedText(uk: "Про що домовилися", en: "What was agreed")
    static let placeholder = LocalizedText(
        uk: "Кілька слів про розмову", en: "A few words about the talk")
    static let noCategory = LocalizedText(uk: "Без категорії", en: "No category")
    static let draft = LocalizedText(
        uk: "Не збережено: чернетка лишається в цьому браузері.",
        en: "Not saved: the draft stays in this browser.")
    static let drafts = LocalizedText(uk: "Незбережені нотатки", en: "Unsaved notes")
    static let offline = LocalizedText(
        uk: "Немає зв’язку. Чернетка лишається в цьому браузері.",
        en: "No connection. The draft stays in this browser.")
    static let over = LocalizedText(
        uk: "Сеанс завершено. Чернетка лишається в цьому браузері.",
        en: "The session has ended. The draft stays in this browser.")
    static let saved = LocalizedText(uk: "Нотатку збережено.", en: "The note is saved.")
    static let overtaken = LocalizedText(
        uk: """
            Поки Ви писали, нотатку змінили. Ваш текст нижче ще не записано: перевірте та \
            збережіть ще раз. Зараз записано:
            """,
        en: """
            While you were writing, somebody changed the note. Your text below is not written yet: \
            check it and save again. What is written now:
            """)
    static let nothing = LocalizedText(uk: "нічого", en: "nothing")
}
