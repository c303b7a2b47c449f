SET NAMES utf8mb4;
SET SESSION sql_mode = 'ALLOW_INVALID_DATES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,STRICT_ALL_TABLES,STRICT_TRANS_TABLES';
SET SESSION time_zone = '+00:00';
CREATE TABLE `customer` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
  `seen` datetime(6) NULL DEFAULT (utc_timestamp(6)),
  `tags` json NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;
CREATE TABLE `order` (
  `id` bigint NOT NULL,
  `customer` int NULL,
  `state` enum('new','paid') CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL DEFAULT 'new',
  `total` decimal(10,2) NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin COMMENT='what was bought';
ALTER TABLE `order` ADD CONSTRAINT `order_total_check` CHECK ((`total` >= 0));
ALTER TABLE `customer` ADD KEY `customer_name_idx` (`name`);
ALTER TABLE `customer` AUTO_INCREMENT = 2;
ALTER TABLE `order` ADD CONSTRAINT `order_customer_fkey` FOREIGN KEY (`customer`) REFERENCES `customer` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE VIEW `paid` (`id`, `total`) AS
SELECT `o`.`id` AS `id`,
  `o`.`total` AS `total`
FROM `order` AS `o`
WHERE (`o`.`total` > 0);
