-- EspoCRM 7 to 9: contacts, with the names of their accounts and the users they are assigned to.
SELECT JSON_OBJECT('external_id', c.id,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', c.first_name, c.last_name)), ''), a.name, c.id),
    'company', a.name, 'admins', JSON_ARRAY(u.user_name),
    'phones', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(p.name) FROM entity_phone_number AS e
        JOIN phone_number AS p ON p.id = e.phone_number_id AND p.deleted = 0
        WHERE e.entity_id = c.id AND e.entity_type = 'Contact' AND e.deleted = 0), '[]'), '$'))
FROM contact AS c LEFT JOIN account AS a ON a.id = c.account_id AND a.deleted = 0
LEFT JOIN user AS u ON u.id = c.assigned_user_id AND u.deleted = 0 WHERE c.deleted = 0;
