-- Perfex CRM and Perfectum: customers with the phones of their contacts, and the staff who look after them.
SELECT JSON_OBJECT('external_id', c.userid,
    'name', COALESCE(NULLIF(c.company, ''), (SELECT CONCAT_WS(' ', p.firstname, p.lastname)
        FROM tblcontacts AS p WHERE p.userid = c.userid ORDER BY p.is_primary DESC, p.id LIMIT 1), c.userid),
    'admins', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(s.staff_id) FROM tblcustomer_admins AS s
        WHERE s.customer_id = c.userid), '[]'), '$'),
    'phones', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(n.phonenumber) FROM (
            SELECT userid, phonenumber FROM tblclients
            UNION ALL SELECT userid, phonenumber FROM tblcontacts WHERE active = 1) AS n
        WHERE n.userid = c.userid), '[]'), '$'))
FROM tblclients AS c WHERE c.active = 1;
