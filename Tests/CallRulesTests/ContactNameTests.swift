import CallRules
import Testing

@Suite("Names of contacts, and texts that are none")
struct ContactNameTests {
    @Test(
        "Placeholders are no names, in any case and in three languages",
        arguments: [
            "Анонім", "АНОНІМ", "Анонiм", "Без iменi", "[object Object]", "NaN",
            "Анонімний абонент", "Анонім 12", "Невідомий", "Невідомий абонент",
            "невідомий номер", "Невідома особа", "Абонент невідомий", "Без імені", "Без ім’я",
            "без ім'я", "Ім’я не вказано", "Новий контакт", "Новий клієнт", "НОВИЙ ЛІД",
            "Прихований номер", "Номер приховано", "Безіменний",
            "Аноним", "Анонимный звонок", "Неизвестный", "неизвестный абонент", "Без имени",
            "Новый контакт", "Новый клиент", "Скрытый номер", "Номер не определён", "Безымянный",
            "Unknown", "Unknown Caller", "Unknown name", "UNKNOWN +380500000011", "<unknown>",
            "(Unknown Number)", "Unknown Kyiv", "unknown unknown", "Anonymous", "anonymous caller",
            "Private", "Private number", "Restricted", "Withheld", "Unavailable", "no name",
            "No-Name", "NoName", "None", "none none", "N/A", "n.a.", "#N/A", "undefined",
            "undefined undefined", "null", "WIRELESS CALLER", "Wireless Caller", "New contact",
            "NEW CLIENT", "Unnamed", "Out of area", "Hidden number", "nil", "<empty>", "Немає",
            "відсутнє", "нет", "&lt;unknown&gt;", "Ð\u{90}Ð½Ð¾Ð½Ñ\u{96}Ð¼",
        ])
    func placeholders(text: String) {
        #expect(ContactName(text) == nil)
    }

    @Test(
        "Names of people and companies stay, however they begin",
        arguments: [
            "Ірина Соколова", "Ірин\u{FFFD}", "Анонімов Петро", "Новий Стиль", "Нова Пошта",
            "Нове Життя", "ТОВ «Невідомі герої»", "Невідомий Олександр", "Приват Банк",
            "PrivatBank", "Noname Band", "Nona", "Nil Armstrong", "Абонент Плюс", "Клієнт",
            "Контакт-центр", "New York Pizza", "Private Bank", "Іван", "24/7", "+380500000011",
            "Аня", "Нан", "Hidden Valley",
        ])
    func names(text: String) {
        #expect(ContactName(text)?.text == text)
    }

    @Test(
        "A name that was encoded twice is read as it was meant",
        arguments: [
            ("Ð\u{86}Ñ\u{80}Ð¸Ð½Ð°", "Ірина"), ("Ð†Ñ€Ð¸Ð½Ð°", "Ірина"),
            ("ТОВ &quot;Дім&quot;", "ТОВ \"Дім\""), ("Прод&#039;юсер &amp; Ко", "Прод'юсер & Ко"),
            ("&#1031;жак", "Їжак"), ("&#x407;жак", "Їжак"), ("AT&T; Ко", "AT&T; Ко"),
            ("Дім & сад", "Дім & сад"), ("&#7;А", "&#7;А"), ("José Núñez", "José Núñez"),
            ("Ã Propos", "Ã Propos"),
        ])
    func encodedTwice(text: String, meant: String) {
        #expect(ContactName(text)?.text == meant)
    }

    @Test(
        "Marks alone and templates that nobody filled are no names",
        arguments: [
            "-", "—", "...", "???", "\u{200B}", "{name}", "{contact}", "${client.name}", "#{name}",
            "%CALLERID%", "[[name]]", "<%= name %>", "{Ім’я}",
        ])
    func templates(text: String) {
        #expect(ContactName(text) == nil)
    }

    @Test(
        "Names with marks around them stay",
        arguments: ["«Приклад»", "\"Приклад\" ТОВ", "(Олена)", "{Олена} Гайова", "№ 1", "🙂", "#1"])
    func marked(text: String) {
        #expect(ContactName(text)?.text == text)
    }

    @Test("Nothing is no name")
    func nothing() {
        #expect(ContactName(nil) == nil && ContactName("") == nil)
    }

    @Test("A name has at most two hundred characters, and none of them is cut in two")
    func cuts() {
        let long = String(repeating: "я", count: 250)
        #expect(ContactName(long)?.text.unicodeScalars.count == 200)
        let families = String(repeating: "👨‍👩‍👧", count: 100)
        let cut = ContactName.cut(families)
        #expect(cut.count == 40 && cut.allSatisfy { $0 == "👨‍👩‍👧" })
        let marks = "е" + String(repeating: "\u{301}", count: 500)
        #expect(ContactName.cut(marks).unicodeScalars.count == 200)
        #expect(ContactName.cut("Ірина") == "Ірина")
    }
}
