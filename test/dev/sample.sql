-- A small application's file, made by make migrate when no other is named.
BEGIN;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT UNIQUE,
  is_active BOOLEAN NOT NULL DEFAULT 1,
  preferences JSON,
  created_at DATETIME NOT NULL
);
CREATE TABLE products (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  price REAL NOT NULL,
  weight_kg REAL,
  picture BLOB
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  is_paid BOOLEAN NOT NULL DEFAULT 0,
  note TEXT,
  ordered_at DATETIME NOT NULL,
  shipped_at DATETIME
);
CREATE TABLE order_lines (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  price REAL NOT NULL,
  PRIMARY KEY (order_id, product_id)
);
CREATE TABLE "audit log" (
  id INTEGER PRIMARY KEY,
  "when" DATETIME NOT NULL,
  detail JSON
);
CREATE INDEX orders_by_customer ON orders (customer_id, ordered_at DESC);
CREATE VIEW open_orders AS SELECT * FROM orders WHERE NOT is_paid;

INSERT INTO customers (name, email, is_active, preferences, created_at) VALUES
  ('Zoë Müller', 'zoe@example.com', 1, '{"language":"de","newsletter":true}', '2024-02-29 08:15:00'),
  ('Søren Ångström', 'soren@example.com', 1, '{"tags":["a","b"],"limit":12.5}', '2024-03-10 02:30:00'),
  ('李小龍', NULL, 0, NULL, '2024-10-27 02:30:00.250'),
  ('O''Brien & Sons', 'office@example.com', 1, '{}', '2025-01-01 00:00:00');

INSERT INTO products (title, price, weight_kg, picture) VALUES
  ('Kaffee, 1 kg', 12.3, 1.0, x'89504E470D0A1A0A00FF'),
  ('Tea – loose', 0.1, NULL, NULL),
  ('"Quoted" cup 🍵', 1e3, 0.35, x'');

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO orders (customer_id, is_paid, note, ordered_at, shipped_at)
SELECT i % 4 + 1, i % 3 > 0, CASE i % 7 WHEN 0 THEN 'à livrer' || char(10) || 'nº ' || i END,
       datetime('2024-03-30 22:00:00', i || ' hours'),
       CASE WHEN i % 3 > 0 THEN datetime('2024-04-02 22:00:00', i || ' hours') END
FROM n;

INSERT INTO order_lines
SELECT orders.id, products.id, (orders.id + products.id) % 5 + 1, products.price
FROM orders JOIN products ON (orders.id + products.id) % 2 = 0;

INSERT INTO "audit log" ("when", detail)
SELECT ordered_at, json_object('order', id, 'paid', json(CASE WHEN is_paid THEN 'true' ELSE 'false' END))
FROM orders;

COMMIT;
