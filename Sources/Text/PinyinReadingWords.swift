/// Readings that a character has besides the one that ICU gives it, as names of places and families use them.
///
/// Source: Xiandai Hanyu Cidian's readings of today, for characters in names; `v` stands for ü.
enum PinyinReadingWords {
    /// Each entry is a character and its further readings, parted by commas.
    static let further = """
        重chong 长chang 行hang 乐yue 区ou 厦xia 大dai 屏bing 巷hang 弄long 朝zhao 泊bo 种chong 落la,lao 角jue 车ju 降xiang
        露lou 会kuai 传zhuan 调tiao 仇qiu 便pian 单shan,chan 参shen,cen 句gou 召shao 合ge 曾zeng,ceng 柏bai,bo 校jiao 模mu
        没mo 都du 解xie 翟zhai 盛cheng 省xing 盖ge 宿xiu 尉yu 塞se,sai 堡pu,bu 埔pu 圩xu,wei 地di 拓tuo 坻chi 陂bei
        藏zang 强jiang 率lv,shuai 系ji 给ji 缪miu,miao,mou 蚌beng 贾gu 还huan 阿e 蕃fan 薄bo 覃qin,tan 度duo 幢zhuang
        恶wu 折she 晟cheng,sheng 卜bu,bo 朴piao 查zha 桔ju 殷yan 洗xian 浒xu,hu 涌chong,yong 澄deng 牟mu,mou 畜chu,xu
        的di 磅pang 秘bi 称chen 粘nian 绿lv,lu 莘xin,shen 蔓wan 褚chu,zhe 辟bi,pi 镐hao,gao 龟jun,qiu 六lu 乾gan 什shi
        仔zai 佛fo 伯bai 侗tong 削xiao 剥bao 勒le 匙chi 卡qia 奇ji 娜nuo,na 差chai,ci 提di 数shuo 枞zong,cong 番pan,fan
        禅shan,chan 筠jun,yun 谷yu 铅yan 涡guo,wo 泷shuang,long 歙she,xi 蔚yu 渑mian,sheng 荥xing,ying 犍qian,jian 员yun
        劲jing 壳qiao 曝bao,pu 茄qie 刹cha 谁shui 尾yi 属zhu 着zhuo,zhao 琢zuo,zhuo 隽jun,juan 殖shi,zhi 茜xi,qian 囤tun,dun
        虹jiang 纤qian 似shi 伽ga 徵zheng 珲hui 芘pi 诘ji 隗kui 掺can 焘dao 砉huo 任ren 咖ga 柜gui,ju 石dan 溪qi 栖xi
        什shen 内na 冯ping 叶xie 台yi 和huo 圈juan 埋man 夹ga 尺che 尽jin 帖tie 干gan 应ying 弹tan 得dei
        扁pian 担dan 据ju 择zhai 暴pu 枸ju,gou 椎chui 槛jian,kan 殷yin 沈chen,shen 沌zhuan 泡pao 洞tong 济ji
        漂piao 炮bao 燕yan 爪zhao,zhua 瓦wa 百bo 盆pen 矿kuang 碌liu 祭zhai 稽qi 笮ze,zuo 纶guan,lun 络lao 胖pan 胜sheng
        脉mo 臂bei 舍she 色shai 芥gai 苫shan 葚ren 蛤ge,ha 血xie 裳chang 识zhi 说shui 豁hua 趟tang 适kuo 逮dai 遗wei
        那na 邪ye 郇huan,xun 钻zuan 铛cheng,dang 颈geng 颉xie,jie 食si 氏zhi 俞shu 厘li 炅gui,jiong
        """
}
