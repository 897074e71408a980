interface FirstNames {
  readonly women: readonly string[];
  readonly men: readonly string[];
}

const toNames = (women: string, men: string): FirstNames => ({ women: women.split(' '), men: men.split(' ') });

/** First names common in a region and, in Latin letters, mostly given to one gender; AI-assisted, not reviewed by people. */
export const FIRST_NAMES: Readonly<Record<string, FirstNames>> = {
  europe: toNames('Anna Clara Emma Julia Laura Marie Nina Sarah', 'Ben David James John Leo Mark Paul Tom'),
  southAsia: toNames(
    'Ananya Divya Farida Kavya Lakshmi Meena Priya Shreya',
    'Amit Arjun Farhan Karthik Rahul Ravi Sunil Vijay',
  ),
  middleEast: toNames(
    'Aisha Fatima Huda Layla Maryam Noor Salma Zainab',
    'Ahmed Ali Hassan Ibrahim Khalid Omar Tariq Yusuf',
  ),
  eastAsia: toNames('Hana Li Mei Sakura Xiu Yan Yuki Yuna', 'Akira Hiro Jun Kenji Minho Takashi Wei Zhang'),
  africa: toNames(
    'Abena Adaeze Amara Chioma Ngozi Thandiwe Wanjiru Zola',
    'Chinedu Kofi Kwame Lwazi Oluwaseun Sipho Tunde Uche',
  ),
};
