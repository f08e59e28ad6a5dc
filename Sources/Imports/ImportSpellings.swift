import Store

/// How people and programs head their columns: Google Contacts, Outlook, 1C, amoCRM and others, in
/// Ukrainian, Russian and English.
enum ImportSpellings {
    /// A heading without case, digits and punctuation, its words apart by one space.
    static func folded(_ heading: String) -> String {
        heading.lowercased().replacing("’", with: "'").replacing("ʼ", with: "'")
            .replacing("`", with: "'")
            .split { !($0.isLetter || $0 == "'") }.joined(separator: " ")
    }

    /// “Ім'я” and “Name”, which are a given name beside a family name.
    static func isGivenNameBesideFamilyName(_ heading: String) -> Bool {
        ["ім'я", "імя", "имя", "name"].contains(folded(heading))
    }

    /// Whether a heading tells of a phone: one of its words is, and none says that it is about the phone.
    static func isPhone(_ folded: String) -> Bool {
        let words = folded.split(separator: " ").map { String($0) }
        return words.contains(where: phoneWords.contains)
            && !words.contains(where: otherWords.contains)
    }

    private static let phoneWords: Set<String> = [
        "тел", "телефон", "телефони", "телефону", "телефонів", "телефоны", "телефонов",
        "телефона", "моб", "мобільний", "мобільні", "мобільного", "мобільних", "мобильный",
        "мобильные", "мобильного", "мобильных", "мобілка", "мобилка", "факс", "радіотелефон",
        "радиотелефон", "phone", "phones", "telephone", "telephones", "tel", "mobile", "mobiles",
        "cell", "cellphone", "cellular", "fax", "viber", "вайбер", "whatsapp",
    ]

    /// Words beside which the column holds something about a phone, or the phone of a colleague.
    private static let otherWords: Set<String> = [
        "type", "label", "тип", "мітка", "метка", "date", "дата", "comment", "comments", "note",
        "notes", "коментар", "коментарі", "комментарий", "примітка", "примечание", "operator",
        "оператор", "code", "код", "ext", "extension", "country", "країна", "страна", "model",
        "модель", "manager", "менеджер", "менеджера", "відповідального", "ответственного",
        "status", "статус", "app", "id",
    ]

    /// Whether a heading tells of numbers that are no phones and have as many digits.
    static func isOtherNumber(_ heading: String) -> Bool {
        folded(heading).split(separator: " ").contains { otherNumbers.contains(String($0)) }
    }

    private static let otherNumbers: Set<String> = [
        "інн", "іпн", "ипн", "инн", "кпп", "огрн", "єдрпоу", "едрпоу", "рнокпп", "окпо", "iban",
        "рахунок", "счет", "счёт", "account", "паспорт", "passport", "сума", "сумма", "amount",
        "ціна", "цена", "price", "баланс", "balance", "бюджет", "budget", "штрихкод", "barcode",
        "uid", "guid",
    ]

    static func of(_ field: ImportField) -> Set<String> { spellings[field] ?? [] }

    private static let spellings: [ImportField: Set<String>] = [
        .externalID: [
            "id", "ід", "код", "crm id", "id crm", "ідентифікатор", "зовнішній ід", "ид",
            "идентификатор", "внешний id", "внешний ид", "id контакту", "id контакта",
            "id клієнта", "id клиента", "id ліда", "id лида", "id угоди", "id сделки",
            "код клієнта", "код клиента", "client id", "contact id", "customer id", "lead id",
            "record id",
        ],
        .name: [
            "full name", "fullname", "display name", "піб", "імя", "ім'я та прізвище",
            "прізвище та ім'я", "прізвище ім'я", "прізвище ім'я по батькові", "ім'я клієнта",
            "повне ім'я", "повне ім'я контакту", "назва", "найменування", "повна назва",
            "повне найменування", "клієнт", "лід", "контакт", "контрагент", "контактна особа",
            "назва клієнта", "назва ліда", "назва контрагента", "назва угоди", "контакти",
            "contact", "client", "customer", "lead", "client name", "customer name", "lead name",
            "contact name", "contact person", "фио", "имя", "имя и фамилия", "фамилия и имя",
            "фамилия имя", "фамилия имя отчество", "полное имя", "полное имя контакта",
            "имя контакта", "имя клиента", "наименование", "полное наименование", "название",
            "название сделки", "название контрагента", "клиент", "лид", "контактное лицо",
            "основной контакт", "основний контакт", "deal name", "title of lead",
        ],
        .givenName: [
            "given name", "first name", "firstname", "forename", "имя собственное", "личное имя",
        ],
        .middleName: [
            "middle name", "additional name", "middlename", "patronymic", "отчество",
            "по батькові", "додаткове ім'я",
        ],
        .familyName: ["family name", "last name", "lastname", "surname", "прізвище", "фамилия"],
        .company: [
            "фірма", "організація", "підприємство", "назва компанії", "назва організації",
            "компания", "организация", "предприятие", "название компании",
            "название организации", "юридическое лицо", "юридична особа", "organization",
            "organisation", "organization name", "organisation name", "company name",
            "account name",
        ],
        .phones: [
            "номер", "номери", "номер телефону", "номери телефонів", "номера", "phone value",
            "phone number", "номер телефона", "основний номер", "основной номер",
            "контактний номер",
            "контактный номер",
        ],
        .admins: [
            "адміністратор", "відповідальні", "відповідальний", "менеджер", "менеджери",
            "адміністратори клієнта", "ответственный", "ответственные", "менеджеры",
            "ответственный менеджер", "відповідальний менеджер", "responsible", "responsible user",
            "manager", "owner", "client admins",
        ],
        .status: ["статус ліда", "етап", "этап", "статус лида", "stage", "lead status"],
        .source: [
            "джерело ліда", "источник", "источник лида", "lead source",
        ],
        .responsible: [
            "менеджер", "відповідальний за ліда", "ответственный", "ответственный менеджер",
            "відповідальний менеджер", "manager", "owner", "responsible user",
        ],
        .createdAt: [
            "created at", "дата створення", "дата", "date", "created on", "дата создания",
            "created", "створено",
        ],
    ]
}
