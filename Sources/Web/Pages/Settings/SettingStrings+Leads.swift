import CallRules

extension SettingStrings {
    /// The settings of leads.
    static let leads = [
        "flood_brake_calls": SettingStrings(
            label: LocalizedText(
                uk: "Скільки лідів за годину створюють вихідні без відповіді",
                en: "Leads an hour from unanswered outgoing calls"),
            help: LocalizedText(
                uk: """
                    Лише дзвінки, яких ніхто не замовляв тут: наприклад, із форми зворотного дзвінка на \
                    сайті. Понад це число лідів не буде, а адміністратори побачать це в дзвонику. 0 – \
                    без обмеження.
                    """,
                en: """
                    Only calls that nobody asked for here, such as those of a site’s call-back form. \
                    Beyond this number there are no leads, and the administrators’ bell says so. 0 is no \
                    limit.
                    """)),
        "create_lead_on_missed_incoming": SettingStrings(
            label: LocalizedText(
                uk: "Автоматичне створення лідів із пропущених дзвінків",
                en: "Create leads from missed calls automatically"),
            help: LocalizedText(
                uk: """
                    Пропущений вхідний дзвінок створить ліда, якщо для номера немає ліда в статусах, \
                    крім виграний, неякісний, програний.
                    """,
                en: """
                    A missed incoming call creates a lead unless the number has one in a status other \
                    than won, junk or lost.
                    """)),
        "create_lead_on_missed_incoming_if_client_exists": SettingStrings(
            label: LocalizedText(
                uk: """
                    Створювати ліда при пропущеному вхідному дзвінку, якщо в системі (за номером \
                    телефону) був знайдений клієнт
                    """,
                en: "Create a lead from a missed incoming call even if a client has the number"),
            help: ifClient),
        "create_lead_on_answered_incoming": SettingStrings(
            label: LocalizedText(
                uk: "Автоматичне створення ліда при відповіді на вхідний дзвінок",
                en: "Create a lead when an incoming call is answered"),
            help: LocalizedText(
                uk: """
                    Лід дістанеться тому, хто відповів. Якщо вже є лід в активному статусі, в історію \
                    буде підтягнуто його.
                    """,
                en: """
                    The lead goes to whoever answered. If there is a lead in an active status already, \
                    that one is joined to the call.
                    """)),
        "create_lead_on_answered_incoming_if_client_exists": SettingStrings(
            label: LocalizedText(
                uk: """
                    Створювати ліда при прийнятому вхідному дзвінку, якщо в системі (за номером \
                    телефону) був знайдений клієнт
                    """,
                en: "Create a lead from an answered incoming call even if a client has the number"),
            help: ifClient),
        "create_lead_on_missed_outgoing": SettingStrings(
            label: LocalizedText(
                uk: "Створити ліди з пропущених вихідних дзвінків",
                en: "Create leads from missed outgoing calls"),
            help: LocalizedText(
                uk: "Коли співробітник телефонує і йому не відповідають, лід дістанеться йому.",
                en: "When an employee calls and nobody answers, the lead goes to that employee.")),
        "create_lead_on_missed_outgoing_if_client_exists": SettingStrings(
            label: LocalizedText(
                uk: """
                    Створювати ліда при пропущеному вихідному дзвінку, якщо клієнт знайдений у \
                    системі (за номером телефону)
                    """,
                en: "Create a lead from a missed outgoing call even if a client has the number"),
            help: ifClient),
        "create_lead_on_answered_outgoing": SettingStrings(
            label: LocalizedText(
                uk: "Автоматичне створення ліда при відповіді на вихідний дзвінок",
                en: "Create a lead when an outgoing call is answered"),
            help: LocalizedText(
                uk: "Лід дістанеться тому, хто телефонував.",
                en: "The lead goes to whoever called.")),
        "create_lead_on_answered_outgoing_if_client_exists": SettingStrings(
            label: LocalizedText(
                uk: """
                    Створювати ліда при прийнятому вихідному дзвінку, якщо клієнт знайдений у \
                    системі (за номером телефону)
                    """,
                en: "Create a lead from an answered outgoing call even if a client has the number"),
            help: ifClient),
        "missed_call_lead_source_id": SettingStrings(
            label: LocalizedText(
                uk: """
                    Джерело ліда за умовчанням при автоматичному створенні (для пропущеного дзвінка)
                    """,
                en: "Source of leads created automatically (from a missed call)"),
            help: CommonStrings.chooseSource),
        "answered_call_lead_source_id": SettingStrings(
            label: LocalizedText(
                uk: """
                    Джерело ліда за умовчанням при автоматичному створенні (для прийнятого дзвінка)
                    """,
                en: "Source of leads created automatically (from an answered call)"),
            help: CommonStrings.chooseSource),
        "reopen_status_id": SettingStrings(
            label: LocalizedText(
                uk: """
                    Статус для автоматичного відкриття ліда під час вихідного виклику програними \
                    лідами
                    """,
                en: "Status in which an outgoing call reopens a lost lead"),
            help: LocalizedText(
                uk: """
                    Якщо зателефонувати ліду з позначкою Програний або Неякісний, а іншого відкритого \
                    ліда немає, він перейде в цей статус.
                    """,
                en: """
                    When a lost or junk lead is called and no other lead is open, it moves to this \
                    status.
                    """)),
        "reopened_lead_owner": SettingStrings(
            label: LocalizedText(
                uk: "Відповідальний за повторно відкритий лід",
                en: "Responsible for a reopened lead"),
            help: LocalizedText(
                uk: """
                    Хто відповідає за програного чи неякісного ліда, якого відкрив вихідний дзвінок. \
                    Співробітник, який уже не працює, не вважається відповідальним.
                    """,
                en: """
                    Who is responsible for a lost or junk lead that an outgoing call reopened. An \
                    employee who is inactive does not count as responsible.
                    """)),
    ]

    private static let ifClient = LocalizedText(
        uk: "Лід буде створюватися, навіть якщо клієнт із цим номером уже є.",
        en: "The lead is created even if there is such a client already.")
}
