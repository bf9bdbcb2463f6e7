/// Pieces that names of made-up roads, estates and places are put together from: none is a real one's name on purpose.
enum NameParts {
    static let stems = split(
        """
        谷雨 白露 霜降 立夏 清明 芒种 晴岚 松涛 竹影 荷风 桂香 兰溪 梅坞 柳浪 枫林 银杏 海棠 玉兰 紫藤 丹桂 碧桃 翠竹 金桂 香樟
        云溪 月湖 星河 朝霞 暮云 晨曦 落霞 秋水 春江 夏荷 冬青 南风 北辰 东篱 西泠 鹭洲 雁栖 莺歌 燕语 鹤鸣 鸥波 鹿鸣 麓谷 澜湾
        锦绣 和润 安澜 景和 嘉禾 瑞丰 祥云 福临 康宁 永嘉 长宁 广宁 德馨 明德 崇文 尚书 文澜 学府 书香 墨香 知行 博雅 雅颂 听涛
        观澜 望江 临湖 枕溪 听泉 揽翠 拾光 半山 远山 青峰 翠屏 石门 石泉 龙泉 凤栖 麒麟 白鹭 青鸾 金鳌 玉泉 银湖 铜鉴 铁塔 古渡
        新桥 长堤 横塘 平湖 深溪 浅滩 沙洲 芦荡 菱湖 莲塘 藕池 稻香 麦浪 桑园 茶山 橘林 杏园 桃源 梨花 樱桃 石榴 蔷薇 芙蓉 牡丹
        """)

    /// Stems kept for places that the registry does not hold.
    static let heldBack = split("赤峤 绛云 苍梧 缃叶 黛溪 皓月 骊山 珞珈 琅玕 璇玑 瑶台 珩园 琥珀 蓼汀 蘅皋 薜荔 篁岭 箬溪 栖霞 槿篱")

    static let estateEndings = split("苑 花园 家园 小区 公寓 新村 名邸 雅居 人家 府 水岸 轩 里 庭 雅苑 新苑 公馆 华庭 湾")
    static let officeEndings = split("大厦 中心 广场 商务楼 科技园 创业园 国际 产业园")
    static let roadEndings = split("路 路 路 路 街 街 大道 巷 弄")
    static let directions = split("东 西 南 北 中")
    static let pointEndings = split("桥 亭 公园 公交站 工地 泵站 公厕 停车场 戏台 码头 菜场 配电房 变电所 篮球场 牌坊 古井 渡口 水闸")

    static let familyNames = split("陈 沈 俞 姚 钱 陆 徐 潘 章 金 蒋 汪 曹 傅 严 唐 费 莫 计 郎 施 吕 邵 葛 裘 骆")
    static let hamletEndings = split("家斗 家埭 家湾 家桥 家坞 家兜 家角 家塘 家门 家浜 家坝 家村")
    static let hamletFirsts = split("上 下 东 西 南 北 前 后 大 小 新 老 外 里 中 高")

    private static func split(_ text: String) -> [String] {
        text.split { $0 == " " || $0.isNewline }.map(String.init)
    }
}
